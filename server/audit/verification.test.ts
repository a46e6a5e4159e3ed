import { generateKeyPairSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVerifier, sha256, type Verification } from '../../scripts/verify-audit.mjs';
import { newSigningKey, signingKeyOf } from '../auth/signing-key.ts';
import { withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { nameRoles, readMigrations } from '../tenancy/migrations.ts';
import { setUpLog } from '../log.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { recordEvent, systemActor } from './audit.store.ts';
import { insertCheckpoint } from './checkpoint.store.ts';
import { exportTrail } from './export-trail.ts';
import { makeCheckpoints, type CheckpointServices } from './make-checkpoints.ts';
import { verifyTrail } from './verify-trail.ts';

let database: TestDatabase;
let acme: Tenant;
let services: CheckpointServices;
let log: string;
let organisations = 0;
/** Three complaints with three events each, in the order of their chains. */
let complaints: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  services = {
    pools: database.pools,
    config: { auditSigningKey: newSigningKey() },
    now: () => new Date('2026-05-04T10:00:00Z'),
  };
});
afterAll(() => database.drop());
beforeEach(async () => {
  organisations += 1;
  acme = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug: `acme-${organisations}`, name: 'Acme' }),
  );
  log = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((log += String(text))));
  complaints = [uuidv7(), uuidv7(), uuidv7()];
  for (const action of ['complaint.submitted', 'complaint.started', 'complaint.resolved'])
    for (const subjectId of complaints) await record(subjectId, action);
});

const record = (subjectId: string, action = 'complaint.noted') =>
  withTenant(database.pools, acme.key, (unit) =>
    recordEvent(
      unit,
      systemActor,
      null,
      { action, subjectType: 'complaint', subjectId, subjectLabel: `A-${complaints.indexOf(subjectId) + 1}` },
      services.now(),
    ),
  );

/** What somebody does who may do everything in the database, and does not have the signing key. */
const asSuperuser = (text: string) =>
  withAdmin(database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.key}"`);
    await admin.query(text.replaceAll('$tenant', `'${acme.key}'`));
  });

/** Computes all hashes of a chain anew, with its head, so that it is unbroken again. */
const recompute = (subjectId: string) =>
  withAdmin(database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.key}"`);
    const { rows } = await admin.query<{ position: number }>(
      `select position from audit_events where subject_id = '${subjectId}' order by position`,
    );
    for (const { position } of rows)
      await admin.query(`update audit_events e set previous_hash = p.hash, hash = audit_event_hash(e.id, e.subject_type, e.subject_id,
          e.position, p.hash, e.occurred_at, e.action, e.subject_label, e.actor_kind, e.actor_id, e.actor_name, e.actor_role, e.changes,
          e.client, e.request_id)
        from (select 1) one left join audit_events p on p.subject_id = '${subjectId}' and p.position = ${position - 1}
        where e.subject_id = '${subjectId}' and e.position = ${position}`);
    await admin.query(`update audit_chains c set position = e.position, previous_hash = e.previous_hash, hash = e.hash
      from (select * from audit_events where subject_id = '${subjectId}' order by position desc limit 1) e where e.subject_id = c.subject_id`);
  });

const seal = () => makeCheckpoints(services, acme.key);
const verify = (known: { number: number; hash: string }[] = []): Promise<Verification> =>
  verifyTrail(services, acme, known);
const codes = async () => (await verify()).findings.map(({ code }) => code);
const first = () => complaints[0] as string;

describe('an untouched trail', () => {
  it('is found whole, with all of its events signed', async () => {
    await seal();
    expect(await verify()).toMatchObject({
      tenant: acme.key,
      findings: [],
      events: 9,
      chains: 3,
      checkpoints: 1,
      unsealedEvents: 0,
      lastCheckpoint: { number: 1, madeAt: '2026-05-04T10:00:00.000Z' },
    });
  });

  it('tells how many events no checkpoint has signed yet', async () => {
    await seal();
    await record(first());
    expect(await verify()).toMatchObject({ findings: [], events: 10, unsealedEvents: 1 });
  });

  it('is whole while 20 writers, two checkpoints and a verification go on', async () => {
    await seal();
    const writers = Array.from({ length: 20 }, (_, index) => record(complaints[index % 3] as string));
    const [seen] = await Promise.all([verify(), seal(), seal(), ...writers]);
    expect(seen.findings).toEqual([]);
    await seal();
    expect(await verify()).toMatchObject({ findings: [], events: 29, unsealedEvents: 0 });
  });
});

describe('a checkpoint', () => {
  it('costs what is new: it signs the heads of the chains that grew', async () => {
    await seal();
    await record(first());
    await seal();
    const { rows } = await database.pools.runtime.query<{ statement: string }>(
      `select statement from platform.audit_checkpoints where tenant_key = '${acme.key}' order by number`,
    );
    const heads = rows.map((row) => (JSON.parse(row.statement) as { heads: number }).heads);
    expect(heads).toEqual([3, 1]);
    expect(await seal()).toBe(0);
  });

  it('is refused by its number when another of that number is there, also when that one signed the same heads', async () => {
    const checkpoint = { number: 1, statement: '{}', signature: '', madeAt: services.now() };
    const heads = [{ subjectId: first(), position: 3, hash: '00' }];
    await insertCheckpoint(database.pools, acme.key, checkpoint, heads);
    // makeCheckpoints knows by this name that it came second.
    await expect(insertCheckpoint(database.pools, acme.key, checkpoint, heads)).rejects.toMatchObject({
      constraint: 'audit_checkpoints_pkey',
    });
  });

  it('leaves out an event whose change is not committed, and the next one has it', async () => {
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => (letGo = resolve));
    let isAppended = (): void => undefined;
    const appended = new Promise<void>((resolve) => (isAppended = resolve));
    const change = withTenant(database.pools, acme.key, async (unit) => {
      const event = { action: 'complaint.noted', subjectType: 'complaint', subjectId: uuidv7() } as const;
      await recordEvent(unit, systemActor, null, { ...event, subjectLabel: null }, services.now());
      unit.beforeCommit(async () => {
        // What is written travels with what is asked.
        await unit.query(statement`select 1`);
        isAppended();
        await released;
      });
    });
    await appended;
    await seal();
    letGo();
    await change;
    expect(await verify()).toMatchObject({ events: 10, unsealedEvents: 1, findings: [] });
    await seal();
    expect(await verify()).toMatchObject({ events: 10, unsealedEvents: 0, findings: [], checkpoints: 2 });
  });

  it('is written as a log line, whose hash is found again in the trail', async () => {
    setUpLog({ level: 'info', secrets: [] });
    await seal();
    const line = JSON.parse(log.split('\n').find((text) => text.includes('audit checkpoint')) ?? '{}') as {
      tenant: string;
      number: number;
      hash: string;
    };
    expect(line).toMatchObject({ tenant: acme.key, number: 1 });
    expect(await verify([line])).toMatchObject({ findings: [] });
    expect(await verify([{ ...line, number: 2 }])).toMatchObject({
      findings: [{ code: 'checkpoint_missing' }],
    });
  });

  it('of a new key vouches for those of the old one, which needs not be given any more', async () => {
    await seal();
    const old = services;
    services = { ...services, config: { auditSigningKey: newSigningKey() } };
    expect(await codes()).toEqual(['wrong_key']);
    await seal();
    expect(await verify()).toMatchObject({ findings: [], checkpoints: 2 });
    services = old;
    expect(await codes()).toEqual(['wrong_key']);
  });
});

describe('a superuser without the signing key', () => {
  it.each([
    [
      'edits an event',
      `update audit_events set actor_name = 'Nobody' where subject_id = '$first' and position = 2`,
      'edited',
      /Event 2 of complaint A-1 was edited/,
    ],
    [
      'edits the moment of an event by a microsecond',
      `update audit_events set occurred_at = occurred_at + interval '1 microsecond' where subject_id = '$first' and position = 2`,
      'edited',
      /Event 2 of/,
    ],
    [
      'adds something to the changes',
      `update audit_events set changes = '[{"field":"x","from":null,"to":null,"more":1}]' where subject_id = '$first' and position = 3`,
      'edited',
      /Event 3 of/,
    ],
    [
      'removes an event from the middle',
      `delete from audit_events where subject_id = '$first' and position = 2`,
      'missing',
      /Event 2 is missing from complaint A-1/,
    ],
    [
      'cuts the end of a chain',
      `delete from audit_events where subject_id = '$first' and position = 3`,
      'cut',
      /checkpoint 1 signed 3 events, 2 are there/,
    ],
    [
      'cuts the end, and sets the head back',
      `delete from audit_events where subject_id = '$first' and position = 3; update audit_chains c set position = 2, hash = e.hash from audit_events e where e.subject_id = c.subject_id and e.position = 2 and c.subject_id = '$first'`,
      'cut',
      /checkpoint 1 signed 3 events, 2 are there/,
    ],
    [
      'removes a whole chain',
      `delete from audit_events where subject_id = '$first'; delete from audit_chains where subject_id = '$first'`,
      'removed',
      /The whole chain .* is missing: checkpoint 1 signed 3 events/,
    ],
    [
      'removes a chain and what was signed of it',
      `delete from audit_events where subject_id = '$first'; delete from audit_chains where subject_id = '$first'; delete from platform.audit_sealed_heads where subject_id = '$first'`,
      'checkpoint_heads',
      /What checkpoint 1 signed was changed: 3 heads were signed, 2 are there/,
    ],
    [
      'removes every checkpoint',
      `delete from platform.audit_checkpoints where tenant_key = $tenant; delete from platform.audit_sealed_heads where tenant_key = $tenant`,
      'checkpoint_missing',
      /There is no checkpoint/,
    ],
    [
      'edits a checkpoint',
      `update platform.audit_checkpoints set statement = replace(statement, '"heads":3', '"heads":2') where tenant_key = $tenant`,
      'bad_signature',
      /The signature of checkpoint 1 is wrong/,
    ],
  ])('who %s is found', async (_, text, code, message) => {
    await seal();
    expect(await codes()).toEqual([]);
    await asSuperuser(text.replaceAll('$first', first()));
    const { findings } = await verify();
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings.find((finding) => finding.code === code)?.message).toMatch(message);
  });

  it('who edits an event and computes its hash anew is found by the one after it', async () => {
    await asSuperuser(`update audit_events set actor_name = 'Nobody' where subject_id = '${first()}' and position = 2;
      update audit_events e set hash = audit_event_hash(e.id, e.subject_type, e.subject_id, e.position, e.previous_hash, e.occurred_at, e.action,
        e.subject_label, e.actor_kind, e.actor_id, e.actor_name, e.actor_role, e.changes, e.client, e.request_id)
        where subject_id = '${first()}' and position = 2`);
    await seal();
    expect(await verify()).toMatchObject({
      findings: [{ code: 'rewritten', subjectId: first(), position: 3 }],
    });
  });

  it('who edits the newest event and computes its hash anew is found by the checkpoint, with its head too', async () => {
    await seal();
    await asSuperuser(
      `update audit_events set actor_name = 'Nobody' where subject_id = '${first()}' and position = 3`,
    );
    await recompute(first());
    expect(await verify()).toMatchObject({
      findings: [{ code: 'recomputed', subjectId: first(), position: 3 }],
    });
  });

  it('who computes the whole trail anew after an edit is found: each chain that differs, by what was signed of it', async () => {
    await seal();
    await asSuperuser(`update audit_events set actor_name = 'Nobody' where position = 1`);
    for (const subjectId of complaints) await recompute(subjectId);
    const { findings } = await verify();
    expect(findings.map(({ code, subjectId }) => [code, subjectId])).toEqual(
      complaints.map((subjectId) => ['recomputed', subjectId]),
    );
    expect(findings[0]?.message).toBe(
      'Event 3 of complaint A-1 is not the one that checkpoint 1 signed: it was rewritten with its hash.',
    );
  });

  it('who does so and then lets the product sign more of it is found all the same', async () => {
    await seal();
    await asSuperuser(
      `update audit_events set actor_name = 'Nobody' where subject_id = '${first()}' and position = 1`,
    );
    await recompute(first());
    await record(first());
    await seal();
    expect(await verify()).toMatchObject({ checkpoints: 2, findings: [{ code: 'recomputed', position: 3 }] });
  });

  it('who signs a forged checkpoint with a key of his own is found', async () => {
    await seal();
    const forged = { ...services, config: { auditSigningKey: newSigningKey() } };
    await asSuperuser(`delete from platform.audit_checkpoints where tenant_key = $tenant; delete from platform.audit_sealed_heads where tenant_key = $tenant;
      insert into audit_unsealed select subject_id, position, hash from audit_chains`);
    await makeCheckpoints(forged, acme.key);
    expect(await codes()).toEqual(['wrong_key']);
  });

  it('who takes out the newest checkpoints is found by whoever kept one of them elsewhere', async () => {
    await seal();
    await record(first());
    await seal();
    const kept = (await verify()).lastCheckpoint as { number: number; hash: string };
    await asSuperuser(`delete from platform.audit_checkpoints where tenant_key = $tenant and number = 2;
      delete from platform.audit_sealed_heads where tenant_key = $tenant and number = 2;
      delete from audit_events where position = 4;
      update audit_chains c set position = 3, hash = e.hash from audit_events e where e.subject_id = c.subject_id and e.position = 3`);
    expect(await codes()).toEqual([]);
    expect(await verify([kept])).toMatchObject({ findings: [{ code: 'checkpoint_missing' }] });
  });

  it('who adds an event past the product is found by its head', async () => {
    await seal();
    const id = uuidv7();
    await asSuperuser(`insert into audit_events (id, occurred_at, action, subject_type, subject_id, actor_kind, actor_name, position, previous_hash, hash)
      select '${id}', occurred_at, 'complaint.accepted', subject_type, subject_id, actor_kind, actor_name, 4, hash,
        audit_event_hash('${id}', subject_type, subject_id, 4, hash, occurred_at, 'complaint.accepted', null, actor_kind, null, actor_name, null, '[]', null, null)
      from audit_events where subject_id = '${first()}' and position = 3`);
    expect(await verify()).toMatchObject({ findings: [{ code: 'recomputed', position: 4 }] });
  });

  it("who puts another organisation's chain in is found", async () => {
    await seal();
    const from = acme.key;
    const foreign = await withAdmin(database.adminUrl, (admin) =>
      provisionTenant(admin, { slug: `foreign-${organisations}`, name: 'Foreign' }),
    );
    acme = foreign;
    await asSuperuser(
      `insert into audit_events select * from "${from}".audit_events; insert into audit_chains select * from "${from}".audit_chains`,
    );
    await record(uuidv7());
    await seal();
    expect(new Set(await codes())).toEqual(new Set(['edited']));
  });
});

describe('an export', () => {
  const lines = async () => {
    const all: string[] = [];
    for await (const line of exportTrail(services, acme)) all.push(line);
    return all;
  };
  const verifyLines = (
    all: readonly string[],
    key = signingKeyOf(services.config.auditSigningKey).publicKey,
  ) => {
    const verifier = createVerifier({ publicKeys: [key] });
    for (const line of all) verifier.line(line);
    return verifier.end().findings.map(({ code }) => code);
  };

  it('verifies with nothing but itself and the public key', async () => {
    await seal();
    const all = await lines();
    expect(verifyLines(all)).toEqual([]);
    const stranger = generateKeyPairSync('ed25519')
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();
    expect(verifyLines(all, stranger)).toEqual(['wrong_key']);
  });

  it('of which any one line is taken out, doubled or changed by a letter is found wrong', async () => {
    await seal();
    await record(first());
    await seal();
    const all = await lines();
    // Retired and current public keys are there for convenience: who verifies has the key that counts.
    for (const index of all.keys()) {
      const line = all[index] as string;
      if (line.startsWith('{"key"')) continue;
      expect(verifyLines(all.toSpliced(index, 1)), `without ${line}`).not.toEqual([]);
      expect(verifyLines(all.toSpliced(index, 0, line)), `doubled ${line}`).not.toEqual([]);
      if (index === 0) continue;
      const at = line.lastIndexOf(line.startsWith('{"end"') ? '9' : 'a');
      const changed = `${line.slice(0, at)}b${line.slice(at + 1)}`;
      if (at > 0) expect(verifyLines(all.toSpliced(index, 1, changed)), changed).not.toEqual([]);
    }
  });

  it('has each event in words, and its hash is that of the line', async () => {
    const event = (await lines()).find((line) => line.startsWith('{"event"')) as string;
    const { hash } = JSON.parse(event) as { hash: string };
    expect(sha256(event.slice('{"event":'.length, event.lastIndexOf(',"hash"')))).toBe(hash);
  });
});

it('what was there before the chains were is chained and signed like the rest', async () => {
  // The migration's own statements, on a trail whose hashes are gone.
  const migration = readMigrations('tenant').find(({ name }) => name.includes('audit_chain'));
  const text = nameRoles(migration?.sql ?? '', { tenant: acme.key });
  const rebuild = text.slice(
    text.indexOf('update audit_events e set position'),
    text.indexOf('-- Appends an event'),
  );
  await asSuperuser(`delete from audit_chains; delete from audit_unsealed;
    alter table audit_events drop constraint audit_events_chain_unique, drop constraint audit_events_first,
      alter column position drop not null, alter column hash drop not null;
    update audit_events set position = null, previous_hash = null, hash = null;
    begin; ${rebuild} commit`);
  await seal();
  expect(await verify()).toMatchObject({ findings: [], events: 9, chains: 3, unsealedEvents: 0 });
});
