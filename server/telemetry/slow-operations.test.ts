import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';
import { startTelemetry, type Telemetry } from './start-telemetry.ts';
import { planOf } from './statement-plan.ts';
import { shownStatement, summaryOf } from './statement-text.ts';

let api: HttpApi;
let telemetry: Telemetry;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(() => api.reset());
afterEach(() => telemetry.stop());

const watch = async (slowOperationMilliseconds: number | null, slowOperationPlans = false) => {
  telemetry = await startTelemetry(api.database.pools, {
    metrics: null,
    labelsTenants: true,
    slowOperationMilliseconds,
    slowOperationPlans,
    otlp: null,
  });
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- lines of the log
async function lines(event: string, count: number): Promise<any[]> {
  for (let round = 0; ; round += 1) {
    const found = api
      .log()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line['event'] === event);
    if (found.length >= count) return found;
    if (round === 100) throw new Error(`Not ${count} lines: ${api.log()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const query = `query Find($text: String!) {
  complaintByReference(reference: $text) { id }
  complaints(first: 3, filter: { text: "gullible-walrus" }) { totalCount edges { node { subject } } }
}`;

describe('an operation that takes long', () => {
  it('is told with its statements, where it waited, and nothing that somebody typed', async () => {
    const { authorization } = await api.signIn('admin');
    await watch(0.001);
    const { headers, body } = await api.post(
      { query, variables: { text: 'SECRET-REFERENCE' } },
      { authorization },
    );
    expect(body.errors).toBeUndefined();
    const [line] = await lines('slow operation', 1);
    expect(line).toMatchObject({
      level: 'warn',
      operation: 'Find',
      type: 'query',
      documentHash: createHash('sha256').update(query).digest('hex').slice(0, 16),
      tenant: api.acme.tenant.key,
      requestId: headers.get('x-request-id'),
      statements: 2,
      units: 1,
      codes: [],
      refusals: [],
    });
    expect(line.ms).toBeGreaterThan(0);
    expect(line.waitedForTurnMs + line.waitedForConnectionMs + line.statementsMs).toBeLessThanOrEqual(
      line.ms * 3,
    );
    expect(line.slowest).toHaveLength(2);
    expect(line.slowest[0].text).toContain('complaints');
    expect(line.slowest[0].summary).toBe('select complaints');
    expect(line.slowest[0].ms).toBeGreaterThanOrEqual(line.slowest[1].ms);
    expect(api.log()).not.toMatch(/SECRET-REFERENCE|gullible|walrus/i);
  });

  it('is told with the plan of its slowest statement when that is asked for, once a minute', async () => {
    const { authorization } = await api.signIn('admin');
    await watch(0.001, true);
    for (let round = 0; round < 3; round += 1)
      await api.post({ query, variables: { text: 'SECRET-REFERENCE' } }, { authorization });
    await lines('slow operation', 3);
    const [line, another] = await lines('plan of a slow statement', 1);
    expect(another).toBeUndefined();
    expect(line).toMatchObject({ operation: 'Find', tenant: api.acme.tenant.key });
    expect(line.plan.join('\n')).toMatch(/Scan .*on .*complaints.*\(cost=/);
    expect(api.log()).not.toMatch(/SECRET-REFERENCE|gullible|walrus/i);
    expect(api.log(), 'asking for a plan is no operation').not.toContain('explain');
  });

  it('is not told when it takes less, nor when nobody asked', async () => {
    const { authorization } = await api.signIn('admin');
    await watch(60_000);
    await api.post({ query: '{ viewer { id } }' }, { authorization });
    await telemetry.stop();
    await watch(null);
    await api.post({ query: '{ viewer { id } }' }, { authorization });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(api.log()).not.toContain('slow operation');
  });
});

describe('a plan', () => {
  beforeEach(() => watch(null));
  const plan = (text: string) => planOf(api.database.pools, api.acme.tenant.key, text);

  it('is made without running the statement', async () => {
    const { adminUrl } = api.database;
    const numbers = () =>
      withAdmin(adminUrl, async (admin) => {
        const text = `select count(*) filter (where name = 'gone')::int as gone, count(*)::int as all from "${api.acme.tenant.key}".people`;
        return (await admin.query<{ gone: number; all: number }>(text)).rows[0];
      });
    expect((await plan(`update people set name = 'gone'`)).join()).toContain('Update on people');
    expect(await numbers()).toMatchObject({ gone: 0 });
    expect((await numbers())?.all).toBeGreaterThan(0);
  });

  it('sees what its organisation sees, and takes one statement', async () => {
    for (const text of [
      'select * from platform.tenants',
      'select * from platform.outbox',
      'select 1; select 2',
      'analyze complaints',
    ])
      expect((await plan(text)).join(), text).toMatch(/^There is no plan/);
    expect((await plan('select id from complaints where id = $1')).join()).toContain('(id = $1)');
    const { rows } = await api.database.pools.runtime.query(
      `select name from pg_prepared_statements where name like 'plan%'`,
    );
    expect(rows, 'nothing stays behind on the connection').toEqual([]);
  });
});

describe('a shown statement', () => {
  it('has no texts between quotes, closed or not', () => {
    expect(shownStatement(`select a from t where b = 'it''s carla' and c = $1`)).toBe(
      `select a from t where b = '…' and c = $1`,
    );
    expect(shownStatement(`select 'open`)).toBe(`select '…'`);
    expect(shownStatement(`select $q$carla$q$, $1, $2`)).toBe(`select $…$, $1, $2`);
    expect(shownStatement('x'.repeat(9_000)).length).toBe(2_000);
  });

  it('is summed up by its verb and table', () => {
    expect(summaryOf(`select "a".* from "complaints" "a"`)).toBe('select complaints');
    expect(summaryOf(`with x as (insert into comments values ($1)) select 1`)).toBe('insert comments');
    expect(summaryOf(`update complaints set a = 'from x'`)).toBe('update complaints');
    expect(summaryOf('COMMIT')).toBe('statement');
  });
});
