import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { redress } from './redress-process.ts';
import { cleanUp, makeDataDir, startProgram, startServer } from './server-process.ts';

afterAll(cleanUp);

const key = 'kettle-otter-mends-the-broken-wall-7';
const password = 'p4ssw0rd-of-the-database';
/** Nothing listens there. */
const databaseUrl = `postgres://me:${password}@127.0.0.1:9/redress`;
const production = { REDRESS_MODE: 'production', AUDIT_SIGNING_KEY_FILE: '/dev/null', SECRET_KEY: key };

function expectNoSecret(text: string, secrets: readonly string[] = [key, password]): void {
  expect(text.length).toBeGreaterThan(10);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

test.each([
  [
    'a key that is too short',
    { REDRESS_MODE: 'production', DATABASE_URL: databaseUrl, SECRET_KEY: key.slice(0, 20) },
    key.slice(0, 20),
  ],
  ['an address that is none', { ...production, DATABASE_URL: `postgre://me:${password}@x` }, password],
  [
    'an owner whose address is none',
    { ...production, DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: `:${password}` },
    password,
  ],
  [
    'a mail server that is none',
    { ...production, DATABASE_URL: databaseUrl, SMTP_URL: `smpt://x:${password}@y` },
    password,
  ],
  [
    'a database that does not answer',
    { REDRESS_MODE: 'development', DATABASE_URL: databaseUrl, SECRET_KEY: key },
    password,
  ],
])(
  'a start and a command that are refused for %s name the variable or the place, and no secret',
  async (_, env, secret) => {
    const server = await startServer({ DATA_DIR: makeDataDir(), ...env });
    expect(await server.ended()).toBe(1);
    expectNoSecret(server.stdout() + server.stderr(), [secret]);
    const command = await redress(['tenant', 'list'], { DATA_DIR: makeDataDir(), ...env });
    expect(command.code).not.toBe(0);
    expectNoSecret(command.stdout + command.stderr, [secret]);
  },
);

test('a server that tells everything tells no secret, whatever it is sent', async () => {
  const dataDir = makeDataDir();
  const server = await startServer({ DATA_DIR: dataDir, SECRET_KEY: key, LOG_LEVEL: 'debug' });
  await server.ready();
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.bm90LWEtc2lnbmF0dXJl';
  const signIn = `mutation { signIn(input: { organisation: "acme", username: "ada@acme.example", password: "${password}" }) { errors { code } } }`;
  const post = (query: string, headers: Record<string, string>) =>
    fetch(`${server.url}/graphql?token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
  expect((await post(signIn, {})).status).toBe(200);
  expect((await post('{ viewer { id } }', { authorization: `Bearer ${token}` })).status).toBe(401);
  expect((await post('{ viewer { id } }', { cookie: `redress_access=${token}` })).status).toBe(401);
  await fetch(`${server.url}/acme/track/${'s3cret'.repeat(20)}`);
  server.child.kill('SIGTERM');
  await server.ended();
  const requests = server
    .stderr()
    .split('\n')
    .filter((line) => line.includes('"event":"request"'));
  expect(requests.length).toBeGreaterThanOrEqual(4);
  const kept = readFileSync(join(dataDir, 'runtime.password'), 'utf8').trim();
  expectNoSecret(server.stdout() + server.stderr(), [
    key,
    password,
    kept,
    token,
    's3crets3cret',
    'ada@acme.example',
  ]);
});

test('a server that a fault ends says what and where, and no secret that stood in its message', async () => {
  const fault = 'setTimeout(() => { throw new Error(process.env.FAULT); }, 100)';
  const FAULT = `Lost: ${key} ${databaseUrl} to ada@acme.example`;
  const program = [
    '--import',
    `data:text/javascript,${encodeURIComponent(fault)}`,
    join(import.meta.dirname, '..', '..', 'build', 'server', 'main.js'),
  ];
  const server = await startProgram(process.execPath, program, {
    DATA_DIR: makeDataDir(),
    SECRET_KEY: key,
    FAULT,
  });
  expect(await server.ended()).toBe(1);
  expect(server.stderr()).toContain('Lost: ');
  expect(server.stderr()).toContain('    at ');
  expectNoSecret(server.stdout() + server.stderr(), [key, password, 'ada@acme.example']);
});
