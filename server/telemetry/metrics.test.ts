import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../api/http.ts';
import { withAdmin } from '../db/admin.ts';
import { workOff } from '../jobs/work-off.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { HopelessJob } from '../jobs/job-handler.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { createOrganisation } from '../test/organisation.ts';
import { startTelemetry, type Telemetry } from './start-telemetry.ts';

let api: HttpApi;
let telemetry: Telemetry;
let metricsUrl: string;
const config = {
  metrics: { host: '127.0.0.1', port: 0 },
  labelsTenants: true,
  slowOperationMilliseconds: null,
  slowOperationPlans: false,
  otlp: null,
};

beforeAll(async () => {
  api = await startHttpApi();
  await createOrganisation(api.database, 'bravo');
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  telemetry = await startTelemetry(api.database.pools, config);
  metricsUrl = await listen(telemetry.metricsServer!);
});
afterEach(async () => {
  await telemetry.stop();
  await close(telemetry.metricsServer!);
});

const scrape = async () => (await fetch(`${metricsUrl}/metrics`)).text();

/** The lines of one metric, without its buckets, as `labels value`. */
async function series(name: string): Promise<string[]> {
  // An operation is counted when its snapshot is closed, a moment after its answer.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return (await scrape())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .map((line) => line.slice(name.length))
    .sort();
}

describe('the metrics', () => {
  it('count what was asked, by operation and organisation, and its errors by code', async () => {
    const consumer = await api.signIn('consumer');
    const other = await api.signIn('admin', 'bravo');
    for (let round = 0; round < 3; round += 1)
      await api.post({ query: 'query Me { viewer { id } }' }, consumer);
    await api.post({ query: 'query Me { viewer { id } }' }, other);
    await api.post({ query: 'query Everybody { users { totalCount } }' }, consumer);
    await api.post({ query: '{ viewer { id } }' }, consumer);
    await api.post({ query: '{ nothing }' }, consumer);
    expect(await series('redress_operation_duration_seconds_count')).toEqual([
      '{operation="(anonymous)",tenant="acme"} 2',
      '{operation="(anonymous)",tenant="bravo"} 1',
      '{operation="(invalid)",tenant="acme"} 1',
      '{operation="Everybody",tenant="acme"} 1',
      '{operation="Me",tenant="acme"} 3',
      '{operation="Me",tenant="bravo"} 1',
    ]);
    expect(await series('redress_operation_errors_total')).toEqual([
      '{operation="(invalid)",tenant="acme",code="GRAPHQL_VALIDATION_FAILED"} 1',
      '{operation="Everybody",tenant="acme",code="FORBIDDEN"} 1',
    ]);
    expect(await series('redress_http_request_duration_seconds_count')).toEqual([
      '{method="POST",route="/graphql",status="200"} 8',
      '{method="POST",route="/graphql",status="400"} 1',
    ]);
    expect(await series('redress_operations_running')).toEqual([' 0']);
    expect(await series('redress_operations_waiting')).toEqual([' 0']);
    expect((await series('redress_operation_turn_wait_seconds_count'))[0]).toBe(' 9');
    const [connected] = await series('redress_db_connection_wait_seconds_count');
    expect(Number(connected)).toBeGreaterThanOrEqual(5);
  });

  it('count expected refusals by their code, whatever the client calls its fields', async () => {
    const consumer = await api.signIn('consumer');
    const query = `mutation Withdraw($input: WithdrawComplaintInput!) {
      withdrawComplaint(input: $input) { errors { code: message } }
    }`;
    const input = { id: 'nothing', version: 1, reason: 'carla@acme.example' };
    await api.post({ query, variables: { input } }, consumer);
    expect(await series('redress_operation_refusals_total')).toEqual([
      '{operation="Withdraw",tenant="acme",code="NOT_FOUND"} 1',
    ]);
  });

  it('count the streams that are open', async () => {
    const consumer = await api.signIn('consumer');
    const going = new AbortController();
    const stream = await fetch(`${api.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...consumer, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription News { notifications { __typename } }' }),
      signal: going.signal,
    });
    expect(stream.status).toBe(200);
    await expect.poll(() => series('redress_live_streams')).toEqual([' 1']);
    going.abort();
    await expect.poll(() => series('redress_live_streams')).toEqual([' 0']);
    expect(await series('redress_operation_duration_seconds_count')).toContain(
      '{operation="News",tenant="acme"} 1',
    );
  });

  it('name neither people nor paths that somebody made up', async () => {
    await api.send('/acme/track/ThisIsTheSecret');
    await api.send('/elsewhere/carla@acme.example', { method: 'PROPFIND' });
    await api.send('/_app/immutable/file.js');
    expect(await series('redress_http_request_duration_seconds_count')).toEqual([
      '{method="(other)",route="page",status="200"} 1',
      '{method="GET",route="file",status="200"} 1',
      '{method="GET",route="page",status="200"} 1',
    ]);
    expect(await scrape()).not.toMatch(/ThisIsTheSecret|carla|elsewhere/);
  });

  it('tell whether the database answers, of its connections, and of this process', async () => {
    expect(await series('redress_db_up')).toEqual([' 1']);
    expect(await series('redress_db_pool_limit')).toEqual([
      '{pool="aside"} 4',
      '{pool="shared"} 4',
      '{pool="work"} 8',
    ]);
    expect(await series('redress_db_pool_waiting')).toEqual([
      '{pool="aside"} 0',
      '{pool="shared"} 0',
      '{pool="work"} 0',
    ]);
    expect((await series('redress_db_pool_connections')).length).toBe(6);
    expect(await scrape()).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(await scrape()).toMatch(/^process_resident_memory_bytes /m);
  });

  it('count the outbox and the jobs', async () => {
    const ask = (kind: string) =>
      withTenant(api.database.pools, api.acme.tenant.key, (unit) =>
        enqueue(unit, kind, '01890000-0000-7000-8000-000000000000'),
      );
    await ask('note');
    await ask('broken');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await series('redress_outbox_entries')).toEqual([
      '{kind="broken",state="waiting"} 1',
      '{kind="note",state="waiting"} 1',
    ]);
    const overdue = await series('redress_outbox_overdue_seconds');
    expect(overdue.map((line) => line.split(' ')[0])).toEqual(['{kind="broken"}', '{kind="note"}']);
    expect(Number(overdue[1]?.split(' ')[1])).toBeGreaterThan(0);
    const handler = { timeoutSeconds: 5, maxAttempts: 3 };
    await workOff(api.database.pools, {
      note: { ...handler, run: () => Promise.resolve() },
      broken: { ...handler, run: () => Promise.reject(new HopelessJob('no')) },
    });
    expect(await series('redress_outbox_entries')).toEqual(['{kind="broken",state="dead"} 1']);
    expect(await series('redress_outbox_overdue_seconds')).toEqual([]);
    expect(await series('redress_job_duration_seconds_count')).toEqual([
      '{task="broken",outcome="dead"} 1',
      '{task="note",outcome="done"} 1',
    ]);
  });

  it('forget an organisation that was suspended', async () => {
    const { authorization } = await api.signIn('admin', 'bravo');
    await api.post({ query: 'query Me { viewer { id } }' }, { authorization });
    await api.post(
      { query: 'query Wrong { viewer { id } auditEvents(first: -1) { totalCount } }' },
      { authorization },
    );
    await withAdmin(api.database.adminUrl, (admin) =>
      admin.query(`update platform.tenants set state = 'suspended' where slug = 'bravo'`),
    );
    try {
      await scrape();
      expect(await scrape()).not.toContain('bravo');
      expect(await series('redress_db_up')).toEqual([' 1']);
    } finally {
      await withAdmin(api.database.adminUrl, (admin) =>
        admin.query(`update platform.tenants set state = 'active' where slug = 'bravo'`),
      );
    }
  });

  it('are at /metrics and nowhere else', async () => {
    expect((await fetch(`${metricsUrl}/graphql`)).status).toBe(404);
    expect((await fetch(`${metricsUrl}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await api.send('/metrics')).text).not.toContain('redress_');
  });

  it('count who was refused, by the limit', async () => {
    const limits = { address: 2, session: 0, token: 0, account: 0, tenant: 0 };
    const server = await createHttpServer({
      config: { ...testConfig(), trafficLimits: limits },
      pools: api.database.pools,
      web: null,
    });
    const url = await listen(server);
    const ask = () =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewer { id } }"}',
      });
    for (let round = 0; round < 3; round += 1) await ask();
    await close(server);
    expect(await series('redress_rate_limited_total')).toEqual(['{limit="address"} 1']);
  });
});

describe('without being asked for', () => {
  it('nothing is measured, and no port is opened', async () => {
    const off = await startTelemetry(api.database.pools, { ...config, metrics: null });
    expect(off.metricsServer).toBeNull();
    await off.stop();
  });
});
