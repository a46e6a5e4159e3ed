import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpLog } from '../log.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';

let api: HttpApi;
beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  api.reset();
  setUpLog({ level: 'info', secrets: [] });
});
afterEach(() => setUpLog({ level: 'warn', secrets: [] }));

/** The lines about requests, once there are that many. */
async function requestLines(count: number): Promise<Record<string, unknown>[]> {
  for (let round = 0; round < 100; round += 1) {
    const lines = api
      .log()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'request');
    if (lines.length >= count) return lines;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Not ${count} lines: ${api.log()}`);
}

describe('each request is one line of the log', () => {
  it('with its id, organisation, operation, status and time, and with nothing about the person', async () => {
    const { authorization } = await api.signIn('consumer');
    const answer = await api.post(
      {
        query:
          'query MyName($text: String!) { viewer { displayName } complaintByReference(reference: $text) { id } }',
        variables: { text: 'carla@acme.example' },
      },
      { authorization },
    );
    expect(answer.status).toBe(200);
    const [, line] = await requestLines(2);
    expect(line).toEqual({
      time: expect.any(String),
      level: 'info',
      event: 'request',
      requestId: answer.headers.get('x-request-id'),
      tenant: api.acme.tenant.key,
      operation: 'MyName',
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number),
    });
    expect(api.log()).not.toMatch(/carla|consumer|127\.0\.0\.1/i);
    expect(api.log()).not.toContain(authorization.slice(7));
  });

  it('without the query string, and without the secret of a link', async () => {
    await api.send('/acme/track/ThisIsTheSecret?and=this');
    await api.send('/acme/invitation/ThisIsTheSecret');
    await api.send('/graphql?query=%7Bviewer%7Bid%7D%7D&variables=ThisIsTheSecret');
    const lines = await requestLines(3);
    expect(lines.map(({ path, status }) => [path, status])).toEqual([
      ['/acme/track/[token]', 200],
      ['/acme/invitation/[token]', 200],
      ['/graphql', 400],
    ]);
    expect(api.log()).not.toContain('ThisIsTheSecret');
  });

  it('and one of a client that went away is no fault', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"query":',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.resetAndDestroy();
    expect(await requestLines(1)).toMatchObject([{ path: '/graphql', status: 499 }]);
    expect(api.log()).not.toMatch(/fault|ECONNRESET/);
    expect((await api.send('/health/live')).status).toBe(200);
  });
});
