import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, recordEvent } from '../audit/audit.store.ts';
import { findNodes } from '../api/nodes.ts';
import { buildSchema } from '../api/schema.ts';
import type { Viewer } from '../auth/viewer.ts';
import { createContext } from '../context.ts';
import { withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { mutationCalls, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { populate } from '../isolation/scratch/populate.ts';
import { keylessMutations } from '../shared/keyless-mutations.ts';
import { invalidInput, refused } from '../shared/refusal.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { change } from './change.ts';
import { forgetKeys } from './idempotency.store.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
  calls = mutationCalls(api, acme, await populate(api, acme, 'kettle'));
});
afterAll(() => api.stop());

const submitDocument = `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) {
  complaint { id reference version } errors { __typename code message path } } }`;

async function submit(viewer: Viewer, key: string, input: Record<string, unknown> = complaintText) {
  const { data, errors } = await api.ask(viewer, submitDocument, { input }, key);
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.['submitComplaint'] as {
    complaint: { id: string; reference: string; version: number } | null;
    errors: { code: string }[];
  };
}

/** Rows of everything that a change writes. */
async function counts(organisation = acme): Promise<unknown> {
  return withTenant(api.database.pools, organisation.tenant.key, async (unit) => {
    const [row] = await unit.query(statement`select (select count(*) from complaints) as complaints,
      (select count(*) from comments) as comments, (select count(*) from people) as people, (select count(*) from categories) as categories,
      (select count(*) from audit_events) as events, (select count(*) from outgoing_mail) as mails,
      (select coalesce(sum(version), 0) from complaints) as versions, (select coalesce(sum(last_number), 0) from reference_counters) as taken,
      (select count(*) from idempotency_keys) as keys`);
    return row;
  });
}

describe('a change that is sent again with its Idempotency-Key', () => {
  it('100 at once with one key have one effect and 100 equal results', async () => {
    const key = randomUUID();
    const before = (await counts()) as Record<string, number>;
    const answers = await Promise.all(Array.from({ length: 100 }, () => submit(acme.viewers.consumer, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.errors).toEqual([]);
    const after = (await counts()) as Record<string, number>;
    expect(after).toMatchObject({
      complaints: before['complaints']! + 1,
      taken: before['taken']! + 1,
      mails: before['mails']! + 1,
      keys: before['keys']! + 1,
    });
  });

  it('after 100 at once that lock the same complaint, each with a key of its own, nobody fails for the locks', async () => {
    const { id } = await bringTo(api, acme, 'inProgress');
    const document = `mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } errors { code } } }`;
    const keys = Array.from({ length: 10 }, () => randomUUID());
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        api.ask(
          acme.viewers.support,
          document,
          { input: { complaintId: id, body: 'Seen.' } },
          keys[index % 10],
        ),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(10);
  });

  it('whatever was refused is refused again, although it would go by now, and nothing is written', async () => {
    const { support, helpDesk } = acme.viewers;
    const { id, version } = await bringTo(api, acme, 'open');
    const stale = { id, version: version + 1 };
    const start = (key: string) =>
      api.ask(
        support,
        `mutation ($input: StartComplaintInput!) { startComplaint(input: $input) { complaint { id }
          errors { __typename code ... on StaleVersionError { current { ... on Complaint { version } } } } } }`,
        { input: stale },
        key,
      );
    const key = randomUUID();
    const first = await start(key);
    expect(first.data).toMatchObject({
      startComplaint: {
        complaint: null,
        errors: [{ __typename: 'StaleVersionError', current: { version } }],
      },
    });
    await api.change(helpDesk, 'classifyComplaint', { id, version, priority: 'HIGH' });
    const before = await counts();
    const again = await start(key);
    expect(again.data).toMatchObject({
      startComplaint: {
        complaint: null,
        errors: [{ code: 'STALE_VERSION', current: { version: version + 1 } }],
      },
    });
    expect(await counts()).toEqual(before);
    expect((await start(randomUUID())).data).toMatchObject({ startComplaint: { complaint: { id } } });
  });

  it('what was written before a refusal is taken back, its events too; the refusal is kept', async () => {
    const origin = { requestId: randomUUID(), client: 'vitest', clientAddress: '127.0.0.1' };
    const context = createContext(api.services, acme.viewers.admin, origin, findNodes, randomUUID());
    context.idempotency!.request = 'refused after a write';
    let runs = 0;
    const useCase = () =>
      change<never>(context, async ({ unit, now }) => {
        runs += 1;
        const id = randomUUID();
        await unit.query(statement`insert into categories (id, name) values (${id}, ${`Handles ${id}`})`);
        const event = { action: 'category.created', subjectId: id, subjectLabel: 'Handles' } as const;
        await recordEvent(unit, systemActor, null, { ...event, subjectType: 'category' }, now);
        return refused(invalidInput(['name'], 'No handles.'));
      });
    const before = (await counts()) as Record<string, number>;
    const first = await useCase();
    expect(first).toMatchObject({ ok: false, refusals: [{ message: 'No handles.' }] });
    expect(await useCase()).toEqual(first);
    expect(runs).toBe(1);
    expect(await counts()).toEqual({ ...before, keys: before['keys']! + 1 });
  });

  it('the answer is read afresh: it shows what happened meanwhile', async () => {
    const key = randomUUID();
    const { complaint } = await submit(acme.viewers.consumer, key);
    const { id, version } = complaint!;
    await api.change(acme.viewers.support, 'startComplaint', { id, version });
    expect((await submit(acme.viewers.consumer, key)).complaint).toEqual({
      ...complaint,
      version: version + 1,
    });
  });

  it('the same variables in another order are the same', async () => {
    const key = randomUUID();
    const { subject, description } = complaintText;
    const first = await submit(acme.viewers.consumer, key, { subject, description });
    expect(await submit(acme.viewers.consumer, key, { description, subject })).toEqual(first);
  });

  it.each([
    ['other words', { ...complaintText, subject: 'The lid' }],
    ['a field more', { ...complaintText, desiredOutcome: null }],
  ])('%s with the same key are a typed conflict, and nothing is done', async (_, input) => {
    const key = randomUUID();
    await submit(acme.viewers.consumer, key);
    const before = await counts();
    expect(await submit(acme.viewers.consumer, key, input)).toMatchObject({
      complaint: null,
      errors: [{ __typename: 'ConflictError', code: 'IDEMPOTENCY_KEY_REUSED', path: null }],
    });
    expect(await counts()).toEqual(before);
  });

  it('another operation with the same key is a typed conflict', async () => {
    const key = randomUUID();
    await submit(acme.viewers.consumer, key);
    const { id } = await bringTo(api, acme, 'open');
    const { data } = await api.ask(
      acme.viewers.consumer,
      `mutation { addComment(input: { complaintId: "${id}", body: "Hello" }) { comment { id } errors { code } } }`,
      {},
      key,
    );
    expect(data).toEqual({ addComment: { comment: null, errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } });
  });

  it('everybody has their own keys: another user’s, another organisation’s and a visitor’s are others', async () => {
    const key = randomUUID();
    const everybody = [
      await submit(acme.viewers.consumer, key),
      await submit(acme.viewers.consumer2, key),
      await submit(other.viewers.consumer, key),
    ];
    const ids = everybody.map(({ complaint }) => complaint?.id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(3);
  });

  it('a fault takes the key back with everything else: the next try does the work', async () => {
    const key = randomUUID();
    const run = (sql: string) => withAdmin(api.database.adminUrl, (admin) => admin.query(sql));
    const tenant = acme.tenant.key;
    await run(`revoke insert on "${tenant}".complaints from "${tenant}"`);
    const before = await counts();
    try {
      await expect(submit(acme.viewers.consumer, key)).rejects.toThrow('INTERNAL_SERVER_ERROR');
    } finally {
      await run(`grant insert on "${tenant}".complaints to "${tenant}"`);
    }
    expect(await counts()).toEqual(before);
    expect((await submit(acme.viewers.consumer, key)).errors).toEqual([]);
  });

  it('after 24 hours a key is free again, and the job forgets it', async () => {
    const key = randomUUID();
    const first = await submit(acme.viewers.consumer, key);
    const start = api.clock.now;
    try {
      api.clock.now = new Date(start.getTime() + 86_399_000);
      expect(await submit(acme.viewers.consumer, key)).toEqual(first);
      api.clock.now = new Date(start.getTime() + 86_400_000);
      expect((await submit(acme.viewers.consumer, key)).complaint?.id).not.toBe(first.complaint?.id);
      const forget = () =>
        withTenant(api.database.pools, acme.tenant.key, (unit) => forgetKeys(unit, api.clock.now));
      expect(await forget()).toBeGreaterThan(0);
      expect(await forget()).toBe(0);
      const second = await submit(acme.viewers.consumer, key);
      expect(second.complaint?.id).not.toBe(first.complaint?.id);
      expect(await submit(acme.viewers.consumer, key)).toEqual(second);
    } finally {
      api.clock.now = start;
    }
  });

  it('who waits too long for the first one is told so, as a 409', async () => {
    const key = randomUUID();
    const { complaint } = await submit(acme.viewers.consumer, key);
    expect(complaint).not.toBeNull();
    await withAdmin(api.database.adminUrl, async (admin) => {
      await admin.query('begin');
      await admin.query(`delete from "${acme.tenant.key}".idempotency_keys`);
      const { errors } = await api.ask(acme.viewers.consumer, submitDocument, { input: complaintText }, key);
      expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_IN_USE' } }]);
      await admin.query('rollback');
    });
    expect((await submit(acme.viewers.consumer, key)).complaint).toEqual(complaint);
  }, 20_000);

  it('the public form keeps neither the link nor the key: who sends the same again is shown the same link', async () => {
    const key = `public-${randomUUID()}`;
    const document = `mutation ($input: SubmitPublicComplaintInput!) { submitPublicComplaint(input: $input) {
      reference trackingUrl errors { code } } }`;
    const input = {
      ...complaintText,
      organisation: 'acme',
      name: 'Vera',
      email: 'vera@example.org',
      categoryId: null,
    };
    const first = await api.ask(null, document, { input }, key);
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    const second = await api.ask(null, document, { input }, key);
    expect(first.data).toMatchObject({ submitPublicComplaint: { errors: [] } });
    expect(second.data).toEqual(first.data);
    const { trackingUrl } = (first.data as Record<string, { trackingUrl: string }>)['submitPublicComplaint']!;
    const kept = await withTenant(api.database.pools, acme.tenant.key, (unit) =>
      unit.query(statement`select encode(key_hash, 'escape') as key, answer from idempotency_keys`),
    );
    expect(JSON.stringify(kept)).not.toContain(trackingUrl.split('/').at(-1));
    expect(JSON.stringify(kept)).not.toContain(key);
  });
});

const mutations = Object.values(buildSchema().getMutationType()!.getFields()).map((field) => ({
  name: field.name,
  inputType: String(field.args[0]?.type),
}));

describe('of all mutations', () => {
  it.each(mutations.filter(({ name }) => !(name in keylessMutations)))(
    '$name does its work once with a key, and answers the second time as the first time',
    async ({ name, inputType }) => {
      const { as, input } = calls[name] as MutationCall;
      const variables = { input: await input() };
      const viewer = as && acme.viewers[as];
      const document = `mutation ($input: ${inputType}) { ${name}(input: $input) { __typename errors { code message } } }`;
      const key = randomUUID();
      const before = (await counts()) as Record<string, number>;
      const first = await api.ask(viewer, document, variables, key);
      expect(first.errors).toBeUndefined();
      expect(first.data).toMatchObject({ [name]: { errors: [] } });
      const after = (await counts()) as Record<string, number>;
      expect(after['keys']).toBe(before['keys']! + 1);
      expect(after['events']).toBeGreaterThan(before['events']!);
      const second = await api.ask(viewer, document, variables, key);
      expect([second.data, second.errors]).toEqual([first.data, first.errors]);
      expect(await counts()).toEqual(after);
    },
  );

  it.each(mutations.filter(({ name }) => name in keylessMutations))(
    '$name takes no key and says why, before anything is done',
    async ({ name, inputType }) => {
      const { as, input } = calls[name] as MutationCall;
      const variables = { input: await input() };
      const document = `mutation ($input: ${inputType}) { ${name}(input: $input) { errors { code } } }`;
      const before = await counts();
      const { errors } = await api.ask(as && acme.viewers[as], document, variables, randomUUID());
      expect(errors).toMatchObject([
        {
          message: `${name} takes no Idempotency-Key: ${keylessMutations[name]}`,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
      expect(await counts()).toEqual(before);
    },
  );

  /** Fields of payloads that are a secret, or a way to one. The link of the public form is made anew from ids each time. */
  const secrets = /^(session|secret|token|recoveryCodes|invitationUrl|authorizationUrl|attempt|uri)$/;
  it('none that shows a secret takes a key', () => {
    const showing = Object.values(buildSchema().getMutationType()!.getFields()).filter(({ type }) => {
      const payload = buildSchema().getType(String(type).replace('!', ''));
      return (
        payload &&
        'getFields' in payload &&
        Object.keys(payload.getFields()).some((name) => secrets.test(name))
      );
    });
    expect(showing.length).toBeGreaterThan(10);
    expect(showing.map(({ name }) => name).filter((name) => !(name in keylessMutations))).toEqual([]);
  });
});

describe('a document with a key', () => {
  it.each([
    [
      'two mutations',
      'mutation { a: addComment(input: { complaintId: "x", body: "x" }) { errors { code } } b: addComment(input: { complaintId: "x", body: "x" }) { errors { code } } }',
    ],
    [
      'two in a fragment',
      'mutation { ...both } fragment both on Mutation { a: addComment(input: { complaintId: "x", body: "x" }) { errors { code } } b: addComment(input: { complaintId: "x", body: "x" }) { errors { code } } }',
    ],
    ['none', 'mutation { __typename }'],
  ])('with %s is refused', async (_, document) => {
    const { errors } = await api.ask(acme.viewers.consumer, document, {}, randomUUID());
    expect(errors).toMatchObject([{ message: 'With an Idempotency-Key a document has one mutation.' }]);
  });

  it('that only reads is answered as if there was none', async () => {
    const key = randomUUID();
    expect(
      (await api.ask(acme.viewers.consumer, '{ viewer { displayName } }', {}, key)).errors,
    ).toBeUndefined();
    expect((await submit(acme.viewers.consumer, key)).errors).toEqual([]);
  });
});
