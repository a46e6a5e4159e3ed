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

  it('the schema, to whoever does not have it yet', async () => {
    const first = await api.send('/schema.graphql');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await api.send('/schema.graphql', { headers: { 'if-none-match': known } });
      expect({ status: again.status, text: again.text, etag: again.headers.get('etag') }).toEqual({
        status: 304,
        text: '',
        etag,
      });
    }
    expect(await api.send('/schema.graphql', { headers: { 'if-none-match': '"other"' } })).toMatchObject({
      status: 200,
      text: first.text,
    });
    const head = await api.send('/schema.graphql', { method: 'HEAD' });
    expect({ status: head.status, text: head.text, length: head.headers.get('content-length') }).toEqual({
      status: 200,
      text: '',
      length: String(Buffer.byteLength(first.text)),
    });
    const written = await api.send('/schema.graphql', { method: 'POST', body: 'x' });
    expect({ status: written.status, allow: written.headers.get('allow') }).toEqual({
      status: 405,
      allow: 'GET, HEAD',
    });
  });

  it('the playground’s editor, from our own files and with a policy', async () => {
    const page = await api.send('/playground/editor/');
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'self'/);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('frame-src');
    // What the page names is served, and nothing of it is elsewhere or a script in the page itself.
    const tags = page.text.match(/<(script|link)\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(3);
    for (const tag of tags) {
      const path = /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '';
      expect(tag).toMatch(/(src|href)="[\w.-]+"/);
      expect((await api.send(`/playground/editor/${path}`)).status, path).toBe(200);
    }
    expect(page.text).not.toMatch(/<script(?![^>]*src=)/);
  });

  it.each([
    '/playground/editor/../../package.json',
    '/playground/editor/..%2f..%2f..%2fpackage.json',
    '/playground/editor/%2e%2e/%2e%2e/package.json',
    '/playground/editor/....//package.json',
    '/playground/editor//etc/passwd',
    '/playground/editor/%00',
    '/playground/editor/%',
    '/playground/editor/\\..\\..\\package.json',
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
