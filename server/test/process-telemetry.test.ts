import { createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startOtlpReceiver } from './otlp-receiver.ts';
import { cleanUp, findFreePort, makeDataDir, startServer } from './server-process.ts';

afterAll(cleanUp);

test('a server shows its metrics on their own port, and sends its traces before it ends', async () => {
  const collector = await startOtlpReceiver();
  const metricsPort = String(await findFreePort());
  const server = await startServer({
    DATA_DIR: makeDataDir(),
    METRICS_PORT: metricsPort,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'complaints',
  });
  await server.ready();
  expect(server.stdout()).toContain(`Metrics     http://127.0.0.1:${metricsPort}/metrics`);
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query Hello { viewer { id } }' }),
  });
  expect(answer.status).toBe(200);
  const scraped = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  await expect
    .poll(scraped)
    .toContain('redress_operation_duration_seconds_count{operation="Hello",tenant=""} 1');
  expect(await scraped()).toContain('redress_db_up 1');
  expect((await fetch(`${server.url}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4');
  expect((await fetch(`${server.url}/acme/sign-in`)).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended()).toBe(0);
  expect(collector.spans.map(({ name }) => name)).toContain('query Hello');
  const page = collector.spans.find(({ attributes }) => attributes['url.path'] === '/acme/sign-in');
  const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === page?.spanId);
  expect(
    below.map(({ name }) => name),
    'what a page reads belongs to its request',
  ).toContain('query SignInOptions');
  expect(collector.metrics.has('redress_operation_duration_seconds')).toBe(true);
  expect(collector.resources[0]).toMatchObject({ 'service.name': 'complaints' });
  await collector.stop();
});

test('a port for metrics that is in use is named with its variable', async () => {
  const port = await findFreePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  const server = await startServer({ DATA_DIR: makeDataDir(), METRICS_PORT: String(port) });
  expect(await server.ended()).toBe(1);
  expect(server.stderr()).toBe(
    `Port ${port} of 127.0.0.1 is in use by another program; stop that one, or choose another with METRICS_PORT.\n`,
  );
  await new Promise((resolve) => other.close(resolve));
});
