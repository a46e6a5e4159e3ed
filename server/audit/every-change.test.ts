import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../api/schema.ts';
import { withAdmin } from '../db/admin.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { digestOf } from '../isolation/scratch/digest.ts';
import { mutationCalls, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { populate } from '../isolation/scratch/populate.ts';

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  calls = mutationCalls(api, acme, await populate(api, acme, 'kettle'));
});
afterAll(() => api.stop());

const mutations = Object.values(buildSchema().getMutationType()!.getFields()).map((field) => ({
  name: field.name,
  inputType: String(field.args[0]?.type),
}));

/**
 * The first changes nothing but which tokens are good: told in the trail it would drown the rest, once in five minutes for each session. The
 * second is anybody's word about an account that may not exist: what a worker makes of it is told.
 */
const untold = ['refreshSession', 'requestPasswordReset'];

/** Gives the way to the identity provider; what it leads to is told when it comes back. */
const untouching = ['startProviderSignIn', 'startIdentityLink'];

/** Changes nothing, or leaves no row that it wrote: it is told all the same. */
const onlyTold = ['verifyAudit', 'deleteWebhookEndpoint', 'removeDocument'];

interface Event {
  transaction: string;
  action: string;
  occurred_at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  client: string | null;
  request_id: string | null;
}

const tables = [
  ...['settings', 'people', 'users', 'sessions', 'invitations', 'categories'],
  ...['reference_counters', 'complaints', 'resolutions', 'comments', 'outgoing_mail'],
  ...['second_factors', 'sign_in_challenges', 'password_reset_requests'],
  ...['identity_provider', 'external_identities', 'used_sign_in_attempts'],
  'trusted_documents',
  'service_tokens',
  ...['webhook_endpoints', 'webhook_events', 'webhook_deliveries'],
];

/** All events so far, and the transactions that last wrote the rows of every other table. */
async function look(): Promise<{ events: Event[]; writers: Set<string> }> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    const { rows: events } = await admin.query<Event>(
      `select xmin::text as transaction, action, occurred_at, actor_kind, actor_id, actor_name, client, request_id from audit_events order by id`,
    );
    const selects = tables.map((table) => `select xmin::text as transaction from ${table}`);
    const { rows } = await admin.query<{ transaction: string }>(selects.join(' union '));
    return { events, writers: new Set(rows.map(({ transaction }) => transaction)) };
  });
}

async function call({ name, inputType }: (typeof mutations)[number], input: Record<string, unknown>) {
  const { as } = calls[name] as MutationCall;
  const document = `mutation ($input: ${inputType}) { ${name}(input: $input) { errors { code message } } }`;
  return api.ask(as && acme.viewers[as], document, { input });
}

describe('a change that succeeds', () => {
  it.each(mutations)(
    '$name is told in the audit trail, by the transaction that made it',
    async (mutation) => {
      const { as, input } = calls[mutation.name] as MutationCall;
      const given = await input();
      const before = await look();
      const { data, errors } = await call(mutation, given);
      expect({ data, errors }).toMatchObject({ data: { [mutation.name]: { errors: [] } } });
      const after = await look();
      const told = after.events.slice(before.events.length);
      const wrote = [...after.writers].filter((transaction) => !before.writers.has(transaction));
      if (untouching.includes(mutation.name)) return expect([wrote, told]).toEqual([[], []]);
      expect(wrote, 'one transaction wrote').toHaveLength(onlyTold.includes(mutation.name) ? 0 : 1);
      if (untold.includes(mutation.name)) return expect(told).toEqual([]);
      expect(told.length).toBeGreaterThan(0);
      for (const event of told) {
        expect(event.transaction).toBe(wrote[0] ?? told[0]?.transaction);
        expect(event.occurred_at).toEqual(api.clock.now);
        expect(event.client).toBe('vitest');
        expect(event.request_id).toMatch(/^[0-9a-f-]{36}$/);
        expect(event.request_id).toBe(told[0]?.request_id);
        expect(event.actor_name).not.toBe('');
      }
      const viewer = as && acme.viewers[as];
      const actors = told.filter(({ actor_kind: kind }) => kind !== 'system');
      expect(actors.length).toBeGreaterThan(0);
      if (!viewer) return;
      for (const actor of actors) {
        expect(actor).toMatchObject({
          actor_kind: 'user',
          actor_id: viewer.userId,
          actor_name: viewer.displayName,
        });
      }
    },
  );
});

describe('a change that cannot be told', () => {
  it.each(mutations.filter(({ name }) => ![...untold, ...untouching].includes(name)))(
    '$name does not happen',
    async (mutation) => {
      const given = await (calls[mutation.name] as MutationCall).input();
      const { key } = acme.tenant;
      const run = (sql: string) => withAdmin(api.database.adminUrl, (admin) => admin.query(sql));
      await run(
        `revoke execute on function "${key}".append_audit_event(uuid, timestamptz, text, text, uuid, text, text, uuid, text, text, jsonb, text, text) from "${key}"`,
      );
      try {
        const before = await digestOf(api.database.adminUrl, key);
        const { errors } = await call(mutation, given);
        expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
        expect(JSON.stringify(errors)).not.toContain('audit_events');
        expect(await digestOf(api.database.adminUrl, key)).toBe(before);
      } finally {
        await run(
          `grant execute on function "${key}".append_audit_event(uuid, timestamptz, text, text, uuid, text, text, uuid, text, text, jsonb, text, text) to "${key}"`,
        );
      }
    },
  );
});

it('a change that is refused is not told', async () => {
  const before = await look();
  const { helpDesk, admin, consumer } = acme.viewers;
  await api.change(consumer, 'submitComplaint', { subject: '', description: '' });
  await api.change(helpDesk, 'createPerson', { name: '' }, 'person { id }');
  await api.change(admin, 'createCategory', { name: '' }, 'category { id }');
  expect(await look()).toEqual(before);
});

it('the trail is only ever added to: not even the organisation itself may change or remove an event', async () => {
  const { key } = acme.tenant;
  for (const sql of [
    'update audit_events set actor_name = $$x$$',
    'delete from audit_events',
    'truncate audit_events',
  ]) {
    await withAdmin(api.database.adminUrl, async (admin) => {
      await admin.query(`set role "${key}"; set search_path = "${key}"`);
      await expect(admin.query(sql)).rejects.toMatchObject({ code: '42501' });
    });
  }
});
