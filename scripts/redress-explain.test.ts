import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { callsOf, startHttpApi, type HttpApi } from '../server/test/http-api.ts';
import { productionOn, redress } from '../server/test/redress-process.ts';
import { cleanUp, startServer, type ServerProcess } from '../server/test/server-process.ts';

let api: HttpApi;
let env: Record<string, string>;
let servers: ServerProcess[];
beforeAll(async () => {
  api = await startHttpApi();
  env = productionOn(api.database);
  servers = await Promise.all([1, 2].map(() => startServer({ ...env, RUN_WORKERS: 'false' })));
  await Promise.all(servers.map((server) => server.ready()));
});
afterAll(async () => {
  await cleanUp();
  await api.stop();
});
beforeEach(() => api.reset());

const find = `query Find($text: String!) {
  complaintByReference(reference: $text) { id } complaints(first: 3) { nodes { subject } } }`;
const variables = { text: 'SECRET-REFERENCE' };
const patiently = { timeout: 10_000 };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- lines of the log
const lines = (server: ServerProcess, event: string): any[] =>
  server
    .stderr()
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`))
    .map((line) => JSON.parse(line) as unknown);

/** Asks, since the notice may be on its way; gives how many operations were written down. */
async function onDemand(server: ServerProcess, ask: () => Promise<unknown>): Promise<number> {
  await ask();
  return lines(server, 'operation on demand').length;
}

it('each server process writes the next operation that is asked for into its log, once, with its plans and nothing that somebody typed', async () => {
  const { authorization } = await api.signIn('manager');
  const ask = (server: ServerProcess, query = find) =>
    callsOf(server.url).post({ query, variables }, { authorization });
  const asked = await redress(['explain', 'Find', '--minutes', '5'], env);
  expect(asked).toMatchObject({ code: 0, stderr: '' });
  expect(asked.stdout).toMatch(
    /^The next Find at each server process within 5 minutes is written into the log/,
  );
  for (const server of servers) {
    await ask(server, 'query Other { complaints(first: 1) { nodes { id } } }');
    await expect.poll(() => onDemand(server, () => ask(server)), patiently).toBe(1);
    expect((await ask(server)).status).toBe(200);
    await expect.poll(() => lines(server, 'plan of a statement').length, patiently).toBe(2);
    const [line, another] = lines(server, 'operation on demand');
    expect(another).toBeUndefined();
    expect(line).toMatchObject({ operation: 'Find', tenant: api.acme.tenant.key, statements: 2 });
    for (const { operation, requestId, plan } of lines(server, 'plan of a statement')) {
      expect({ operation, requestId }).toEqual({ operation: 'Find', requestId: line.requestId });
      expect(plan.join('\n')).toMatch(/Scan .*on .*complaints.*\(cost=/);
    }
    expect(server.stderr()).not.toContain('SECRET-REFERENCE');
  }
});

it('one without a name is asked for by the beginning of its hash, as the log has it', async () => {
  const { authorization } = await api.signIn('manager');
  const query = '{ complaints(first: 2) { nodes { reference } } }';
  const hash = createHash('sha256').update(query).digest('hex').slice(0, 16);
  expect((await redress(['explain', hash], env)).code).toBe(0);
  const [server] = servers as [ServerProcess];
  const before = lines(server, 'operation on demand').length;
  const ask = () => callsOf(server.url).post({ query }, { authorization });
  await expect.poll(() => onDemand(server, ask), patiently).toBe(before + 1);
  expect(lines(server, 'operation on demand').at(-1)).toMatchObject({ operation: null, documentHash: hash });
});

it.each([
  [['{ viewer { id } }'], 'text that is no name'],
  [['Find', '--minutes', '0'], 'no time'],
  [['Find', '--minutes', '61'], 'more than an hour'],
])('%j is refused: %s', async (args) => {
  const { code, stdout, stderr } = await redress(['explain', ...args], env);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Say which operation, by its name or documentHash, and for 1 to 60 minutes.\n',
  });
});
