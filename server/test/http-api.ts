import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../api/http.ts';
import { withAdmin } from '../db/admin.ts';
import type { InProcessApi } from '../shared/in-process-api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { castPassword, createOrganisation, type TestOrganisation } from './organisation.ts';

/** What the server said. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON, null when it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server said
  body: any;
}

/** The real HTTP server on 127.0.0.1, with an organisation to sign in to. */
export interface HttpApi {
  url: string;
  database: TestDatabase;
  acme: TestOrganisation;
  clock: { now: Date };
  /** What the server wrote into its log since `reset`. */
  log(): string;
  send(path: string, init?: RequestInit): Promise<HttpAnswer>;
  /** An operation as JSON, or a text as it stands. */
  post(body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** A fresh session of somebody of the cast: its header, and its refresh token. */
  signIn(username: string, organisation?: string): Promise<{ authorization: string; refreshToken: string }>;
  /** Before each test: the clock is now, the log is empty, and goes nowhere else. */
  reset(): void;
  /** How many complaints there are, read past the API. */
  countComplaints(): Promise<number>;
  stop(): Promise<void>;
}

export const publicUrl = 'https://complaints.example';

/** What the test servers are configured with. */
export function testConfig(trustedProxies: string[] = []): HttpServerOptions['config'] {
  return {
    secretKey: 'k'.repeat(40),
    auditSigningKey: 'k'.repeat(43),
    publicUrl,
    mode: 'test',
    trustedProxies,
    outboundAllow: [],
  };
}

/** Starts the HTTP server on a database of the test file's own. */
export async function startHttpApi(): Promise<HttpApi> {
  const database = await createTestDatabase();
  const acme = await createOrganisation(database, 'acme');
  const clock = { now: new Date() };
  const now = () => clock.now;
  const server = await createHttpServer({ config: testConfig(), pools: database.pools, web, now });
  const url = await listen(server);
  let log = '';

  const { send, post } = callsOf(url);
  return {
    url,
    database,
    acme,
    clock,
    send,
    post,
    log: () => log,
    async signIn(username, organisation = 'acme') {
      const input = { organisation, username, password: castPassword };
      const query = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken refreshToken } } }`;
      const { body } = await post({ query, variables: { input } });
      const { accessToken, refreshToken } = body.data.signIn.session as Record<string, string>;
      return { authorization: `Bearer ${accessToken}`, refreshToken: String(refreshToken) };
    },
    reset() {
      clock.now = new Date();
      log = '';
      vi.restoreAllMocks();
      vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
        log += String(text);
        return true;
      });
    },
    async countComplaints() {
      return withAdmin(database.adminUrl, async (admin) => {
        const count = `select count(*)::int as count from "${acme.tenant.key}".complaints`;
        return (await admin.query<{ count: number }>(count)).rows[0]?.count ?? 0;
      });
    },
    async stop() {
      vi.restoreAllMocks();
      await close(server);
      await database.drop();
    },
  };
}

/** What sends to the server of that URL. */
export function callsOf(url: string): Pick<HttpApi, 'send' | 'post'> {
  const send: HttpApi['send'] = async (path, init = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const body: unknown = isJson ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, text, body };
  };
  const post: HttpApi['post'] = (body, headers = {}) =>
    send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { send, post };
}

/** A page that tells which it is; two of them break, one at once. */
function web(
  request: IncomingMessage & { redress?: InProcessApi },
  response: ServerResponse,
): void | Promise<void> {
  const fault = new Error('The page of carla@acme.example broke');
  if (request.url === '/broken') throw fault;
  if (request.url === '/broken-later') return Promise.reject(fault);
  response.setHeader('content-type', 'text/html');
  response.end(`<p>${request.url} ${typeof request.redress?.execute}</p>`);
}

/** Lets a server listen on a free port of 127.0.0.1; gives its URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends a server and whatever is connected to it. */
export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
