import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText, sha256 } from '../../scripts/verify-audit.mjs';
import { withAdmin } from '../db/admin.ts';
import { createPools } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { recordEvent, recordFirstEvents, systemActor, type NewAuditEvent } from './audit.store.ts';

let database: TestDatabase;
let acme: Tenant;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await withAdmin(database.adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'acme', name: 'Acme' }),
  );
});
afterAll(() => database.drop());

const eventOf = (subjectId: string, action = 'complaint.noted'): NewAuditEvent => ({
  action,
  subjectType: 'complaint',
  subjectId,
  subjectLabel: 'ACME-2026-000001',
});

const record = (...events: NewAuditEvent[]) =>
  withTenant(database.pools, acme.key, async (unit) => {
    for (const event of events) await recordEvent(unit, systemActor, null, event, new Date());
  });

interface Link {
  action: string;
  position: number;
  previous: string | null;
  hash: string;
}

async function chainOf(subjectId: string): Promise<Link[]> {
  return withTenant(database.pools, acme.key, (unit) =>
    unit.query<Link>(statement`select action, position, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash
      from audit_events where subject_id = ${subjectId} order by position`),
  );
}

function expectUnbroken(chain: readonly Link[]): void {
  chain.forEach((link, index) => {
    expect(link.position).toBe(index + 1);
    expect(link.previous).toBe(chain[index - 1]?.hash ?? null);
  });
}

// Whatever PostgreSQL can hold: no NUL, no half characters.
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', '\x01'));
const oddText = fc.oneof(
  text,
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\u2028\u2029',
    '\x7f',
    '\x1f\t\n\r\b\f',
    'é\u0301',
    '😀',
    '\ufffe',
    '</script>',
  ),
);

describe('the hash of an event', () => {
  it('is over every field, in a text that can be spelled outside PostgreSQL, byte for byte', async () => {
    const maybe = fc.option(oddText);
    const subjectId = uuidv7();
    let [position, previous] = [0, null as string | null];
    const arbitrary = fc.record({
      action: oddText,
      subjectLabel: maybe,
      actorId: fc.option(fc.uuid()),
      actorName: oddText,
      actorRole: fc.constantFrom('consumer', 'admin', null),
      changes: fc.array(fc.record({ field: oddText, from: maybe, to: maybe }), { maxLength: 3 }),
      client: maybe,
      requestId: maybe,
      occurredAt: fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async (given) => {
        const actor = {
          kind: 'user',
          id: given.actorId,
          name: given.actorName,
          role: given.actorRole,
        } as const;
        const origin = { client: given.client, requestId: given.requestId as string };
        const { action, subjectLabel, changes } = given;
        const event: NewAuditEvent = { action, subjectType: 'complaint', subjectId, subjectLabel, changes };
        const id = await withTenant(database.pools, acme.key, (unit) =>
          recordEvent(unit, actor, origin, event, given.occurredAt),
        );
        const stored = (await chainOf(subjectId)).at(-1);
        position += 1;
        const occurredAt = given.occurredAt.toISOString().replace('Z', '000Z');
        const spelled = canonicalText([
          ...[
            'redress-audit-event-1',
            acme.key,
            subjectId,
            position,
            previous,
            id,
            occurredAt,
            action,
            'complaint',
          ],
          ...[
            subjectLabel,
            'user',
            given.actorId,
            given.actorName,
            given.actorRole,
            changes,
            given.client,
            given.requestId,
          ],
        ]);
        expect(stored).toEqual({ action, position, previous, hash: sha256(spelled) });
        previous = stored?.hash ?? null;
      }),
      { numRuns: 300 },
    );
  });

  it('spells any JSON as PostgreSQL does', async () => {
    // Numbers are PostgreSQL's own matter: an event has none but its position.
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, oddText, fc.boolean(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(oddText, tie('value'), { maxKeys: 4 }),
    }));
    await withAdmin(database.adminUrl, (admin) =>
      fc.assert(
        fc.asyncProperty(value, async (json) => {
          const { rows } = await admin.query<{ text: string }>('select $1::jsonb::text as text', [
            JSON.stringify(json),
          ]);
          expect(canonicalText(json)).toBe(rows[0]?.text);
        }),
        { numRuns: 300 },
      ),
    );
  });
});

describe('many writers at once', () => {
  it('50 on one complaint make one chain without a gap, and nobody fails', async () => {
    const subjectId = uuidv7();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        record(eventOf(subjectId, `a.${index}`), eventOf(subjectId, `b.${index}`)),
      ),
    );
    const chain = await chainOf(subjectId);
    expect(chain).toHaveLength(100);
    expectUnbroken(chain);
    expect(new Set(chain.map(({ action }) => action)).size).toBe(100);
  });

  it('who write about several things, each in another order, never block each other for good', async () => {
    const subjects = Array.from({ length: 4 }, () => uuidv7());
    const shuffled = (seed: number) =>
      subjects.map((_, index) => subjects[(index * (seed % 2 ? 1 : 3) + seed) % 4] as string);
    await Promise.all(
      Array.from({ length: 50 }, (_, seed) =>
        record(...shuffled(seed).map((subjectId) => eventOf(subjectId))),
      ),
    );
    for (const subjectId of subjects) {
      const chain = await chainOf(subjectId);
      expect(chain).toHaveLength(50);
      expectUnbroken(chain);
    }
  });

  it('on different complaints do not wait: while one holds its chain, 50 others finish', async () => {
    const held = uuidv7();
    const pools = createPools({ databaseUrl: database.databaseUrl, maxConnections: 8 });
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = (): void => undefined;
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    const holder = withTenant(pools, acme.key, async (unit) => {
      await recordEvent(unit, systemActor, null, eventOf(held), new Date());
      unit.beforeCommit(async () => {
        // What is written travels with what is asked.
        await unit.query(statement`select 1`);
        isHeld();
        await released;
      });
    });
    await holding;
    // One more of the same chain waits, to show that the lock is there.
    let isDone = false;
    const waiting = record(eventOf(held)).then(() => (isDone = true));
    await Promise.all(Array.from({ length: 50 }, () => record(eventOf(uuidv7()))));
    expect(isDone).toBe(false);
    letGo();
    await Promise.all([holder, waiting]);
    expectUnbroken(await chainOf(held));
    await pools.end();
  });

  it('an event that cannot be appended takes the change with it, though both travel with COMMIT', async () => {
    await withAdmin(database.adminUrl, (admin) =>
      admin.query(`alter table "${acme.key}".audit_events add constraint probe check (action <> 'a.poison')`),
    );
    const [subjectId, name] = [uuidv7(), 'Half-written'];
    const change = withTenant(database.pools, acme.key, async (unit) => {
      unit.write(statement`insert into categories (id, name) values (${uuidv7()}, ${name})`);
      await recordEvent(unit, systemActor, null, eventOf(subjectId, 'a.fine'), new Date());
      await recordEvent(unit, systemActor, null, eventOf(subjectId, 'a.poison'), new Date());
    });
    await expect(change).rejects.toMatchObject({ code: '23514', constraint: 'probe' });
    expect(await chainOf(subjectId)).toEqual([]);
    const rows = await withTenantRead(database.pools, acme.key, (unit) =>
      unit.query(statement`select id from categories where name = ${name}`),
    );
    expect(rows).toEqual([]);
  });

  it('an event whose change is rolled back leaves its place to the next', async () => {
    const subjectId = uuidv7();
    await record(eventOf(subjectId, 'a.first'));
    const change = withTenant(database.pools, acme.key, async (unit) => {
      await recordEvent(unit, systemActor, null, eventOf(subjectId, 'a.lost'), new Date());
      unit.beforeCommit(() => Promise.reject(new Error('No')));
    });
    await expect(change).rejects.toThrow('No');
    await record(eventOf(subjectId, 'a.second'));
    const chain = await chainOf(subjectId);
    expect(chain.map(({ action }) => action)).toEqual(['a.first', 'a.second']);
    expectUnbroken(chain);
  });
});

describe('the first events of many new things', () => {
  const begin = (...events: NewAuditEvent[]) =>
    withTenant(database.pools, acme.key, (unit) =>
      recordFirstEvents(unit, systemActor, null, events, new Date()),
    );

  it('begin a chain each, which goes on as any other', async () => {
    const subjects = Array.from({ length: 30 }, () => uuidv7());
    await begin(...subjects.map((subjectId) => eventOf(subjectId, 'a.first')));
    await record(...subjects.map((subjectId) => eventOf(subjectId, 'a.second')));
    for (const subjectId of subjects) {
      const chain = await chainOf(subjectId);
      expect(chain.map(({ action }) => action)).toEqual(['a.first', 'a.second']);
      expectUnbroken(chain);
    }
  });

  it.each([
    ['has a chain already', (known: string) => [eventOf(uuidv7(), 'a.new'), eventOf(known, 'a.again')]],
    ['is told of twice', () => ((twice) => [eventOf(twice, 'a.one'), eventOf(twice, 'a.two')])(uuidv7())],
  ])('are refused, with everything else, when one of the things %s', async (_, eventsOf) => {
    const known = uuidv7();
    await record(eventOf(known));
    const events = eventsOf(known);
    await expect(begin(...events)).rejects.toMatchObject({ code: '23505' });
    for (const { subjectId } of events)
      expect((await chainOf(subjectId)).map(({ action }) => action)).toEqual(
        subjectId === known ? ['complaint.noted'] : [],
      );
  });
});
