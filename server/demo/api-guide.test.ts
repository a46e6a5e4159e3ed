import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSchema } from '../api/schema.ts';
import { errorCodes } from '../shared/refusal.ts';
import { sendToApi } from '../test/browser/api-client.ts';
import { startDemoServer, type DemoServer } from '../test/demo-server.ts';
import { bodyOf, headersOf } from '../webhooks/webhook-message.ts';
import { makeSecret } from '../webhooks/webhook-secret.ts';
import { blocksOf, patternOf } from '../test/guide-blocks.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const guide = readFileSync(join(docs, 'api.md'), 'utf8');
const blocks = blocksOf(guide);
const localhost = 'http://localhost:4000';

// Where a machine has none, the report says that these tests were skipped.
const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
const noPython = 'there is no Python 3.9 or later on this machine';
const hasCurl =
  spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0;

let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

describe('docs/api.md', () => {
  it.skipIf(!hasCurl)('each curl prints what the page says, from the first to the last', async () => {
    const shown = blocks.flatMap(({ language, text, line }, index) =>
      language === 'sh' ? [{ line, text, prints: printedAfter(index) }] : [],
    );
    expect(shown.length).toBeGreaterThan(2);
    // One shell for all, so that what one sets the next ones know.
    const separator = '--- next block ---';
    const script = shown
      .map(({ text }) => text.replaceAll(localhost, demo.url))
      .join(`\necho; echo '${separator}'\n`);
    const { output, errors } = await run('bash', ['-eu', '-o', 'pipefail', '-c', script]);
    const outputs = output.split(`${separator}\n`);
    expect(outputs, errors).toHaveLength(shown.length);
    for (const [index, { line, prints }] of shown.entries())
      if (prints !== null) expect(outputs[index]?.trim(), `line ${line}`).toMatch(patternOf(prints));
  });

  it('each operation is one of this schema, and needs nothing that is deprecated', () => {
    const schema = buildSchema();
    const operations = blocks.filter(({ language }) => language === 'graphql');
    expect(operations.length).toBeGreaterThan(3);
    for (const { text, line } of operations)
      expect(
        validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]).map(String),
        `line ${line}`,
      ).toEqual([]);
  });

  it('each error code stands in the table, and no other', () => {
    const table = guide.slice(guide.indexOf('**Expected**'), guide.indexOf('**Denied and malformed**'));
    const codes = [...table.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual([...errorCodes].sort());
  });

  it('each code of a denial or a fault is told of', () => {
    const server = fileURLToPath(new URL('..', import.meta.url));
    const sources = globSync('**/*.ts', { cwd: server }).filter((name) => !name.endsWith('.test.ts'));
    const codes = sources.flatMap((name) =>
      [...readFileSync(join(server, name), 'utf8').matchAll(/extensions: \{ code: '([A-Z_]+)'/g)].map(
        ([, code]) => code,
      ),
    );
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) expect(guide, code).toContain(`\`${code}\``);
  });

  it('a webhook’s message looks as it is sent', () => {
    const shown = blocks.find(
      ({ language, text }) => language === 'json' && text.includes('complaint.resolved'),
    );
    const { data, ...rest } = JSON.parse(message) as { data: object };
    expect(JSON.parse(shown?.text ?? '')).toEqual({ ...rest, data: { ...data, id: 'Q29t…' } });
  });

  it('each link leads to a file or a heading that is there', () => {
    for (const [, target = ''] of guide.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('https://')) continue;
      const [path = '', heading] = target.split('#');
      const file = path === '' ? join(docs, 'api.md') : join(docs, path);
      expect(existsSync(file), target).toBe(true);
      if (heading) expect(headingsOf(readFileSync(file, 'utf8')), target).toContain(heading);
    }
    const examples = readdirSync(join(docs, 'examples'));
    for (const name of examples) expect(guide, 'every example is told of').toContain(`(examples/${name})`);
  });
});

describe('docs/examples', () => {
  it.for([
    ['first-call.ts', 'complaints are not resolved yet'],
    ['first_call.py', 'complaints are not resolved yet'],
  ] as const)('%s prints what the page says', async ([name, words], { skip }) => {
    skip(isPython(name) && !hasPython, noPython);
    const { output, errors } = await runExample(name);
    expect(output.trim(), errors).toMatch(patternOf(printedWith(words)));
  });

  it.for([
    ['feed.ts', ['SHOP-1001', 'SHOP-1002']],
    ['feed.py', ['SHOP-2001']],
  ] as const)('%s feeds each complaint in once, however often it runs', async ([name, tickets], { skip }) => {
    skip(isPython(name) && !hasPython, noPython);
    const token = await demo.serviceTokenWith('COMPLAINTS_SUBMIT');
    const first = await runExample(name, { REDRESS_TOKEN: token });
    expect(first.output.trim(), first.errors).toMatch(
      patternOf(tickets.map((ticket) => `${ticket} is ACME-…`).join('\n')),
    );
    const again = await runExample(name, { REDRESS_TOKEN: token });
    expect(again.output).toBe(first.output);
  });

  it.for(['sync.ts', 'sync.py'])(
    '%s reads everything once, and then what changed',
    async (name, { skip }) => {
      skip(isPython(name) && !hasPython, noPython);
      const token = await demo.accessTokenOf('manager');
      const copy = join(mkdtempSync(join(tmpdir(), 'redress-sync-')), 'copy.json');
      const sync = () => runExample(name, { REDRESS_TOKEN: token }, [copy]);
      const first = await sync();
      const [, changed, told] = /^(\d+) changed, (\d+) in the copy$/.exec(first.output.trim()) ?? [];
      expect(Number(changed), first.errors).toBeGreaterThan(60);
      expect(told).toBe(changed);
      type Counted = { complaints: { totalCount: number } };
      const counted = await sendToApi<Counted>(demo.url, token, '{ complaints { totalCount } }', {});
      const kept = counted.complaints.totalCount;
      // Test files share a cluster: what another one began before a change has to be over until the change is told.
      let second = '';
      await expect
        .poll(async () => (second = (await sync()).output).trim(), { timeout: 40_000 })
        .toBe(`0 changed, ${kept} in the copy`);
      expect((first.output + second).trim()).toMatch(patternOf(printedWith('in the copy')));
      type Found = {
        complaints: { nodes: { id: string; reference: string; version: number; priority: string }[] };
      };
      const find =
        '{ complaints(first: 1, filter: { status: [OPEN] }) { nodes { id reference version priority } } }';
      const [complaint] = (await sendToApi<Found>(demo.url, token, find, {})).complaints.nodes;
      const classify =
        'mutation ($input: ClassifyComplaintInput!) { classifyComplaint(input: $input) { errors { message } } }';
      const priority = complaint?.priority === 'HIGH' ? 'LOW' : 'HIGH';
      const input = { id: complaint?.id, version: complaint?.version, priority };
      const changedNow = await sendToApi(demo.url, token, classify, { input });
      expect(changedNow).toEqual({ classifyComplaint: { errors: [] } });
      await expect
        .poll(async () => (await sync()).output.trim(), { timeout: 40_000 })
        .toBe(`1 changed, ${kept} in the copy`);
      const { complaints } = JSON.parse(readFileSync(copy, 'utf8')) as {
        complaints: Record<string, { version: number }>;
      };
      expect(complaints[complaint?.id ?? '']?.version).toBe((complaint?.version ?? 0) + 1);
    },
  );

  it.for(['listen.ts', 'listen.py'])('%s tells what changes while it listens', async (name, { skip }) => {
    skip(isPython(name) && !hasPython, noPython);
    const token = await demo.serviceTokenWith('COMPLAINTS_SUBMIT', 'COMPLAINTS_READ');
    const listener = startExample(name, { REDRESS_TOKEN: token });
    try {
      await listener.line(/^listening$/);
      const document =
        'mutation ($input: LogComplaintInput!) { logComplaint(input: $input) { complaint { reference } errors { message } } }';
      const input = {
        ...{ channel: 'PHONE', receivedAt: new Date().toISOString(), subject: name, description: name },
        newConsumer: { name: 'Listened To', email: `${name.replace('.', '-')}@example.com` },
      };
      type Logged = { logComplaint: { complaint: { reference: string } } };
      const { logComplaint } = await sendToApi<Logged>(demo.url, token, document, { input });
      const [line] = await listener.line(new RegExp(`^${logComplaint.complaint.reference} OPEN$`));
      expect(`listening\n${line}`).toMatch(patternOf(printedWith('listening\nACME')));
    } finally {
      await listener.stop();
    }
  });

  it.for(['webhook.ts', 'webhook.py'])(
    '%s takes each of our messages once, and none that is forged or old',
    async (name, { skip }) => {
      skip(isPython(name) && !hasPython, noPython);
      const secret = makeSecret();
      const receiver = startExample(name, { WEBHOOK_SECRET: secret, PORT: '0' });
      try {
        const port = (await receiver.line(/^listening on (\d+)$/))[1];
        const send = async (id: string, signedWith: string, at = new Date(), body = message) => {
          const headers = headersOf(id, message, [makeSecret(), signedWith], at);
          return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })).status;
        };
        expect(await send('msg_1', secret)).toBe(204);
        await receiver.line(/^msg_1 complaint\.resolved ACME-2026-000123 RESOLVED$/);
        expect(await send('msg_1', secret)).toBe(204);
        await receiver.line(/^msg_1 came before$/);
        expect(await send('msg_2', makeSecret())).toBe(401);
        await receiver.line(/^refused/);
        expect(await send('msg_3', secret, new Date(Date.now() - 600_000))).toBe(401);
        expect(await send('msg_4', secret, new Date(), message.replace('RESOLVED', 'CLOSED'))).toBe(401);
        expect(await send('msg_5', secret)).toBe(204);
      } finally {
        await receiver.stop();
      }
    },
  );
});

/** As the product sends it. */
const message = bodyOf({
  id: 'e',
  type: 'complaint.resolved',
  complaintId: '01980000-0000-7000-8000-000000000001',
  facts: {
    reference: 'ACME-2026-000123',
    version: 4,
    status: 'resolved',
    waitingFor: null,
    closeReason: null,
  },
  occurredAt: new Date('2026-03-01T09:30:00Z'),
});

/** The block right behind another one that says what comes out, null without one. */
function printedAfter(index: number): string | null {
  const next = blocks[index + 1];
  return next?.language === 'text' ? next.text : null;
}

/** The block that says what comes out and has these words. */
function printedWith(words: string): string {
  return blocks.find(({ language, text }) => language === 'text' && text.includes(words))?.text ?? words;
}

function headingsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

const isPython = (name: string) => name.endsWith('.py');

/** How an example is run, as the page says: Node strips the types, Python has nothing but its standard library. */
function commandOf(name: string): [string, string[]] {
  const file = join(docs, 'examples', name);
  return isPython(name) ? ['python3', ['-I', file]] : [process.execPath, [file]];
}

function runExample(name: string, environment: Record<string, string> = {}, args: readonly string[] = []) {
  const [command, own] = commandOf(name);
  return run(command, [...own, ...args], environment);
}

/** Runs a program to its end; the server that it talks to goes on meanwhile. */
async function run(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(command, args, options(environment));
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await once(child, 'close');
  return { output, errors };
}

/** Starts an example that goes on until it is stopped. */
function startExample(name: string, environment: Record<string, string>) {
  const child = spawn(...commandOf(name), options(environment));
  const lines: string[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  return {
    /** The first line that fits, waited for. */
    line: (pattern: RegExp): Promise<RegExpExecArray> =>
      vi.waitFor(
        () => {
          const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null);
          if (!found) throw new Error(`No line fits ${String(pattern)}: ${lines.join(' / ')} ${errors}`);
          return found;
        },
        { timeout: 20_000 },
      ),
    async stop() {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
}

function options(environment: Record<string, string>) {
  const env = { ...process.env, REDRESS_URL: demo.url, ...environment };
  return { cwd: dirname(docs), env, timeout: 60_000 };
}
