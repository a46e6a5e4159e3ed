import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { workOff } from '../jobs/work-off.ts';
import { setUpLog } from '../log.ts';
import { mailJob } from '../mail/mail-job.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { castPassword } from '../test/organisation.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../test/otlp-receiver.ts';
import type { OperationFacts } from './notes.ts';
import type { OtlpConfig } from './otlp-config.ts';
import { startTelemetry, type Telemetry } from './start-telemetry.ts';
import { beginWork, endWork, inWork } from './work.ts';

let api: HttpApi;
let receiver: OtlpReceiver;
let telemetry: Telemetry;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  receiver = await startOtlpReceiver();
});
afterEach(async () => {
  setUpLog({ level: 'warn', secrets: [] });
  await telemetry.stop();
  await receiver.stop();
});

async function watch(options: Partial<OtlpConfig> = {}): Promise<void> {
  telemetry = await startTelemetry(api.database.pools, {
    metrics: null,
    labelsTenants: true,
    slowOperationMilliseconds: null,
    slowOperationPlans: false,
    otlp: {
      tracesUrl: `${receiver.url}/v1/traces`,
      metricsUrl: null,
      headers: { 'x-collector-key': 'letmein' },
      serviceName: 'complaints',
      resourceAttributes: { 'deployment.environment.name': 'test' },
      sampler: 'parentbased_always_on',
      sampledShare: 1,
      metricIntervalMilliseconds: 60_000,
      ...options,
    },
  });
}

/** Sends what is left, as a clean stop does. */
async function sent(): Promise<ReceivedSpan[]> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  await telemetry.stop();
  return receiver.spans;
}

/** The spans below one, as they lie within each other. */
function tree(spans: readonly ReceivedSpan[], parentSpanId: string | undefined): unknown[] {
  return spans
    .filter((span) => (span.parentSpanId || undefined) === parentSpanId)
    .map(({ name, spanId }) => {
      const below = tree(spans, spanId);
      return below.length > 0 ? [name, ...below] : name;
    });
}

const query = `query Find($text: String!) {
  complaintByReference(reference: $text) { id }
  complaints(first: 3, filter: { text: "gullible-walrus" }) { totalCount }
}`;

describe('a request', () => {
  it('is a trace: request, operation, unit of work, statements, with what they were about', async () => {
    const { authorization } = await api.signIn('admin');
    setUpLog({ level: 'info', secrets: [] });
    await watch();
    const answer = await api.post({ query, variables: { text: 'SECRET-REFERENCE' } }, { authorization });
    expect(answer.body.errors).toBeUndefined();
    const spans = await sent();
    const root = spans.find(({ name }) => name === 'POST /graphql');
    expect(root).toMatchObject({
      kind: 2,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/graphql',
        'url.path': '/graphql',
        'http.response.status_code': 200,
        'redress.request.id': answer.headers.get('x-request-id'),
      },
    });
    expect(tree(spans, undefined)).toContainEqual([
      'POST /graphql',
      ['query Find', ['unit of work: read', 'select complaints', 'select complaints']],
    ]);
    const named = (name: string) => spans.find((span) => span.name === name)?.attributes;
    expect(named('query Find')).toMatchObject({
      'graphql.operation.name': 'Find',
      'graphql.operation.type': 'query',
      'redress.tenant': 'acme',
    });
    expect(named('select complaints')).toMatchObject({
      'db.system.name': 'postgresql',
      'db.namespace': api.acme.tenant.key,
      'db.query.text': expect.stringContaining('from "complaints"'),
    });
    for (const span of spans) {
      const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
      if (parent)
        expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(parent.startTimeUnixNano));
    }
    const line = api
      .log()
      .split('\n')
      .find((text) => text.includes('"event":"request"'));
    expect(line, 'the log names the trace').toContain(`"trace_id":"${root?.traceId}"`);
    expect(receiver.raw).not.toMatch(/SECRET-REFERENCE|gullible|walrus/i);
    expect(receiver.resources[0]).toMatchObject({
      'service.name': 'complaints',
      'deployment.environment.name': 'test',
    });
    expect(receiver.headers[0]).toMatchObject({ 'x-collector-key': 'letmein' });
  });

  it('shows no password, no token and no link', async () => {
    await watch();
    const { authorization, refreshToken } = await api.signIn('consumer');
    await api.post(
      {
        query: `mutation { signIn(input: { organisation: "acme", username: "admin", password: "${castPassword}" }) { errors { code } } }`,
      },
      { authorization, cookie: 'redress_access=CookieSecret' },
    );
    await api.send('/acme/track/LinkSecret?and=this');
    const spans = await sent();
    expect(spans.length).toBeGreaterThan(6);
    expect(spans.map(({ name }) => name)).toContain('GET page');
    expect(receiver.raw).not.toContain(castPassword);
    expect(receiver.raw).not.toContain(authorization.slice(7));
    expect(receiver.raw).not.toContain(refreshToken);
    expect(receiver.raw).not.toMatch(/CookieSecret|LinkSecret|127\.0\.0\.1|consumer@/);
  });

  it('continues the trace that it comes with, and follows its decision', async () => {
    await watch();
    const ask = (traceparent: string) => api.post({ query: '{ viewer { id } }' }, { traceparent });
    await ask('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
    await ask('00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00f067aa0ba902b7-00');
    await ask('00-00000000000000000000000000000000-00f067aa0ba902b7-01');
    await ask("00-' or 1=1 --");
    const roots = (await sent()).filter(({ name }) => name === 'POST /graphql');
    expect(roots).toHaveLength(3);
    expect(roots[0]).toMatchObject({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      parentSpanId: '00f067aa0ba902b7',
    });
    expect(roots.slice(1).map(({ parentSpanId }) => parentSpanId || null)).toEqual([null, null]);
  });

  it('that fails says so, and tells no more than the code', async () => {
    await watch();
    await api.post({ query: 'query Everybody { users { totalCount } }' });
    await api.send('/broken');
    const spans = await sent();
    expect(spans.find(({ name }) => name === 'query Everybody')).toMatchObject({
      status: { code: 2 },
      attributes: { 'error.type': 'UNAUTHENTICATED' },
    });
    expect(spans.find(({ name }) => name === 'GET page')).toMatchObject({
      status: { code: 2 },
      attributes: { 'http.response.status_code': 500 },
    });
    expect(receiver.raw).not.toContain('carla');
  });

  it('leaves nothing where the sampler decides against it', async () => {
    await watch({ sampler: 'always_off' });
    await api.post({ query: '{ viewer { id } }' });
    expect(await sent()).toEqual([]);
  });
});

describe('an event of a stream', () => {
  it('is a trace of its own: the stream may last for hours', async () => {
    const { authorization } = await api.signIn('admin');
    await watch();
    const going = new AbortController();
    await fetch(`${api.url}/graphql/stream`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription News { notifications { __typename } }' }),
      signal: going.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    going.abort();
    const roots = tree(await sent(), undefined).map((root) => [root].flat()[0]);
    expect(roots.sort()).toEqual(['POST /graphql/stream', 'subscription News']);
  });
});

describe('an operation that no request came with', () => {
  it('is a trace of its own', async () => {
    await watch();
    const work = beginWork<OperationFacts>({
      kind: 'operation',
      name: 'Changes',
      type: 'subscription',
      documentHash: null,
      tenant: null,
      turnAt: null,
      codes: [],
      refusals: [],
    });
    await inWork(work, () =>
      withTenant(api.database.pools, api.acme.tenant.key, (unit) =>
        unit.query({ text: 'select 1', values: [] }),
      ),
    );
    endWork(work);
    expect(tree(await sent(), undefined)).toEqual([
      ['subscription Changes', ['unit of work: write', 'select']],
    ]);
  });
});

describe('a job', () => {
  it('is a trace of its own, with its units of work', async () => {
    await watch();
    const { pools } = api.database;
    await withTenant(pools, api.acme.tenant.key, (unit) =>
      enqueue(unit, 'note', '01890000-0000-7000-8000-000000000000'),
    );
    const run = async () => {
      await withTenant(pools, api.acme.tenant.key, (unit) => unit.query({ text: 'select 1', values: [] }));
    };
    await workOff(pools, { note: { timeoutSeconds: 5, maxAttempts: 1, run } });
    const spans = await sent();
    expect(tree(spans, undefined)).toEqual([['job note', ['unit of work: write', 'select']]]);
    expect(spans.find(({ name }) => name === 'job note')?.attributes).toMatchObject({
      'redress.job.task': 'note',
      'redress.job.outcome': 'done',
      'redress.job.id': expect.stringMatching(/^outbox-\d+$/),
    });
  });
});

describe('a job that a request asked for', () => {
  async function submit(): Promise<void> {
    const { authorization } = await api.signIn('consumer');
    const query = `mutation Submit { submitComplaint(input: { subject: "The kettle leaks", description: "Since Monday." }) { errors { code } } }`;
    const { body } = await api.post({ query }, { authorization });
    expect(body).toMatchObject({ data: { submitComplaint: { errors: [] } } });
  }
  const asOwner = <Row>(text: string) =>
    withAdmin(api.database.adminUrl, async (admin) => (await admin.query(text)).rows as Row[]);
  beforeEach(() => asOwner('delete from platform.outbox'));
  const mail = { timeoutSeconds: 5, maxAttempts: 1, run: async () => undefined };

  it('leads back to it by a link, from a trace of its own', async () => {
    await watch();
    await submit();
    expect(await workOff(api.database.pools, { [mailJob]: mail })).toBe(1);
    const spans = await sent();
    const job = spans.find(({ name }) => name === `job ${mailJob}`);
    const operation = spans.find(({ name }) => name === 'mutation Submit');
    const request = spans.find(({ spanId }) => spanId === operation?.parentSpanId);
    expect(request).toBeDefined();
    expect(job?.links).toMatchObject([{ traceId: request?.traceId, spanId: request?.spanId }]);
    expect(job?.traceId).not.toBe(request?.traceId);
  });

  it.each([
    ['whose trace is not kept', () => watch({ sampler: 'always_off' })],
    ['that nobody watches', async () => void (await watch(), await telemetry.stop())],
  ])('%s leads nowhere', async (_, begin) => {
    await begin();
    await submit();
    expect(await asOwner('select traceparent from platform.outbox')).toEqual([{ traceparent: null }]);
  });

  it('keeps of it two numbers, and no other text', async () => {
    await watch();
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const make = (value: string) =>
      asOwner(`insert into platform.outbox (tenant_key, kind, ref, traceparent)
        values ('${api.acme.tenant.key}', 'note', gen_random_uuid(), '${value}')`);
    await make(traceparent);
    for (const other of ['carla@acme.example', `${traceparent}-carla`, ''])
      await expect(make(other)).rejects.toMatchObject({ constraint: 'outbox_traceparent_shape' });
  });
});

describe('the metrics', () => {
  it('are sent under the names that Prometheus sees', async () => {
    await watch({ tracesUrl: null, metricsUrl: `${receiver.url}/v1/metrics` });
    const { authorization } = await api.signIn('admin');
    for (let round = 0; round < 3; round += 1)
      await api.post({ query: 'query Me { viewer { id } }' }, { authorization });
    await sent();
    const { histogram, unit } = receiver.metrics.get('redress_operation_duration_seconds');
    expect(unit).toBe('s');
    const point = histogram.dataPoints.find((point: { attributes: unknown }) =>
      JSON.stringify(point.attributes).includes('"Me"'),
    );
    expect(Number(point.count)).toBe(3);
    expect(point.bucketCounts.map(Number).reduce((sum: number, count: number) => sum + count, 0)).toBe(3);
    expect(point.explicitBounds).toHaveLength(point.bucketCounts.length - 1);
    expect(JSON.stringify(point.attributes)).toContain('acme');
    expect(receiver.metrics.get('redress_db_up').gauge.dataPoints[0].asDouble).toBe(1);
    expect(receiver.metrics.get('process_cpu_seconds_total').sum).toMatchObject({ isMonotonic: true });
    expect(receiver.spans).toEqual([]);
  });
});

describe('a collector', () => {
  it('that refuses is told of in the log, once, and its key is not', async () => {
    await receiver.stop();
    receiver = await startOtlpReceiver(401);
    setUpLog({ level: 'warn', secrets: ['letmein'] });
    await watch({ metricsUrl: `${receiver.url}/v1/metrics`, metricIntervalMilliseconds: 100 });
    await api.post({ query: '{ viewer { id } }' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await sent();
    expect(receiver.headers.length).toBeGreaterThan(2);
    expect(api.log().match(/"event":"telemetry could not be sent"/g)).toHaveLength(1);
    expect(api.log()).not.toContain('letmein');
  });

  it('that is away keeps nobody from stopping', async () => {
    await watch({ tracesUrl: 'http://127.0.0.1:9/v1/traces' });
    await api.post({ query: '{ viewer { id } }' });
    const begun = performance.now();
    await telemetry.stop();
    expect(performance.now() - begun).toBeLessThan(4_500);
  });
});
