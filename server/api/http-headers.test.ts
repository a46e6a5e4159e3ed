import { request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { close, listen, publicUrl, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { createHttpServer } from './http.ts';

let api: HttpApi;
let plain: { url: string; server: Server };

beforeAll(async () => {
  api = await startHttpApi();
  const config = {
    ...testConfig(),
    publicUrl: 'http://localhost:4000',
    trafficLimits: { address: 1, session: 0, token: 0, account: 0, tenant: 0 },
  };
  const server = await createHttpServer({ config, pools: api.database.pools, web: null });
  plain = { url: await listen(server), server };
});
afterAll(async () => {
  await close(plain.server);
  await api.stop();
});
beforeEach(() => api.reset());

const operation = (query: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});

/** Every way to an answer: a route, and what can become of it. */
const routes: [string, number, string, RequestInit?][] = [
  ['an operation', 200, '/graphql', operation('{ viewer { id } }')],
  ['a document that is refused', 400, '/graphql', operation('{ nothing }')],
  ['a body that is no JSON', 400, '/graphql', { ...operation(''), body: '{' }],
  ['a body of another type', 415, '/graphql', { method: 'POST', body: 'x' }],
  ['another method', 405, '/graphql', { method: 'DELETE' }],
  [
    'a token that is no good',
    401,
    '/graphql',
    {
      ...operation('{ viewer { id } }'),
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
    },
  ],
  [
    'a cookie from elsewhere',
    403,
    '/graphql',
    {
      ...operation('{ viewer { id } }'),
      headers: {
        'content-type': 'application/json',
        cookie: 'redress_access=x',
        origin: 'https://evil.example',
      },
    },
  ],
  ['the schema', 200, '/schema.graphql'],
  ['life', 200, '/health/live'],
  ['readiness', 200, '/health/ready'],
  ['an unknown state of health', 404, '/health/x'],
  ['the schema that is known', 304, '/schema.graphql', { headers: { 'if-none-match': '*' } }],
  ['the playground', 200, '/playground'],
  ['the playground’s editor', 200, '/playground/editor/'],
  ['a file of the editor', 200, '/playground/editor/main.js'],
  ['no file of the editor', 404, '/playground/editor/nothing'],
  ['a page', 200, '/acme'],
  ['a page that breaks', 500, '/broken'],
];

describe('every answer has the headers that keep browsers from harm', () => {
  it.each(routes)('%s (%i)', async (_, status, path, init) => {
    const { headers, ...answer } = await api.send(path, init);
    expect(answer.status).toBe(status);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    // The editor stands in a frame of the playground.
    const isEditor = path.startsWith('/playground/editor/');
    expect(headers.get('x-frame-options')).toBe(isEditor ? 'SAMEORIGIN' : 'DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${isEditor ? "'self'" : "'none'"}`);
    expect(policy).toContain("default-src 'none'");
    expect(policy.includes('unsafe'), 'only the editor has exceptions').toBe(isEditor);
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin'])
      expect(headers.get(name)).toBeNull();
  });

  it('a request that is refused because there were too many', async () => {
    await fetch(`${plain.url}/graphql`, operation('{ viewer { id } }'));
    const refused = await fetch(`${plain.url}/graphql`, operation('{ viewer { id } }'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(refused.headers.get('x-request-id')).toBeTruthy();
  });

  it('but without https no promise of https', async () => {
    expect(publicUrl).toMatch(/^https:/);
    expect((await fetch(`${plain.url}/health/live`)).headers.get('strict-transport-security')).toBeNull();
  });

  it('a head of more than 16 kB is refused, and the server goes on', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(
        `${api.url}/health/live`,
        { headers: { 'x-much': 'x'.repeat(20_000) } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(431);
    expect((await api.send('/health/live')).status).toBe(200);
  });
});
