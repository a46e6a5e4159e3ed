import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPools } from '../db/pools.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { createHttpServer } from './http.ts';

let api: HttpApi;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());

describe('what else is served', () => {
  it('the schema, as it is checked in', async () => {
    const { status, text, headers } = await api.send('/schema.graphql');
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
    });
    expect(text.trim()).toBe(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8').trim());
  });

  it('the playground, from our own files and with a policy', async () => {
    expect(await api.send('/playground')).toMatchObject({ status: 308 });
    const page = await api.send('/playground/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    const scripts = [...page.text.matchAll(/src="([^"]+\.js)"/g)].map(([, path]) => path as string);
    expect(scripts.length).toBeGreaterThan(0);
    for (const path of scripts) {
      const script = await api.send(path.startsWith('/') ? path : `/playground/${path}`);
      expect(script.status, path).toBe(200);
      expect(script.headers.get('content-type')).toContain('javascript');
    }
  });

  it.each([
    '/playground/../../package.json',
    '/playground/..%2f..%2f..%2fpackage.json',
    '/playground/%2e%2e/%2e%2e/package.json',
    '/playground/....//package.json',
    '/playground//etc/passwd',
    '/playground/%00',
    '/playground/%',
    '/playground/\\..\\..\\package.json',
  ])('no file outside of it: %s', async (path) => {
    // Past fetch, which would tidy the path up.
    const raw = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      );
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
    expect(raw).toMatch(/^HTTP\/1\.1 (4\d\d|308)/);
    expect(raw).not.toMatch(/"name": "redress"|root:/);
  });

  it('the health of the process, and whether it can work', async () => {
    expect(await api.send('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await api.send('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect((await api.send('/health/other')).status).toBe(404);
    const away = createPools({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' });
    const lonely = await createHttpServer({ config: testConfig(), pools: away, web: null });
    const url = await listen(lonely);
    const ready = await fetch(`${url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: { status: 'not ready', reason: 'The database does not answer.' },
    });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/anything`)).status).toBe(404);
    await close(lonely);
    await away.end();
  });

  it('everything else by the web app, which has the API at hand', async () => {
    const { status, text } = await api.send('/acme/complaints?status=OPEN');
    expect({ status, text }).toEqual({ status: 200, text: '<p>/acme/complaints?status=OPEN function</p>' });
  });
});
