import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addLogFields, logLine, setUpLog, withLogFields, withoutSecrets } from './log.ts';

let written = '';

/** What was written, when the turn of the loop is over. */
async function writtenNow(): Promise<string> {
  await nextTurn();
  return written;
}

beforeEach(() => {
  written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  setUpLog({ level: 'warn', secrets: [] });
});

const jwt = 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJ0ZW4iOiJ0X2FiYyJ9.c2lnbmF0dXJlLW9mLTMyLWJ5dGVz';

describe('a line of the log', () => {
  it('is JSON with time, level, event and fields', async () => {
    logLine('warn', 'throttled', { kind: 'password' });
    const { time, ...line } = JSON.parse(await writtenNow()) as Record<string, unknown>;
    expect(line).toEqual({ level: 'warn', event: 'throttled', kind: 'password' });
    expect(new Date(String(time)).toISOString()).toBe(time);
    expect(written.endsWith('}\n')).toBe(true);
  });

  it('is written from the level on that the operator chose', async () => {
    logLine('info', 'unseen');
    setUpLog({ level: 'info', secrets: [] });
    logLine('info', 'seen');
    setUpLog({ level: 'silent', secrets: [] });
    logLine('error', 'unseen');
    expect(
      (await writtenNow())
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { event: string }).event),
    ).toEqual(['seen']);
  });

  it('says of which request or job it is, also where the work was waited for, and never of another', async () => {
    await Promise.all(
      ['a', 'b'].map((requestId) =>
        withLogFields({ requestId }, async () => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          addLogFields({ tenant: `t_${requestId}` });
          await Promise.resolve();
          logLine('warn', 'x', { of: requestId });
        }),
      ),
    );
    for (const line of (await writtenNow()).split('\n').filter(Boolean)) {
      const { requestId, tenant, of } = JSON.parse(line) as Record<string, string>;
      expect([requestId, tenant]).toEqual([of, `t_${of}`]);
    }
  });

  it('does not say what a field of a secret name holds', async () => {
    const fields = { password: 'p1', nested: { token: 'p2', cookie: 'p3' }, authorization: 'p4' };
    logLine('warn', 'x', fields);
    for (const secret of ['p1', 'p2', 'p3', 'p4']) expect(await writtenNow()).not.toContain(secret);
    expect(JSON.parse(written)).toMatchObject({ password: '[secret]', nested: { token: '[secret]' } });
  });

  it('goes out in one write with the others of its turn, in their order', async () => {
    logLine('warn', 'first');
    logLine('error', 'second');
    await nextTurn();
    expect(process.stderr.write).toHaveBeenCalledOnce();
    logLine('warn', 'third');
    expect((await writtenNow()).match(/first|second|third/g)).toEqual(['first', 'second', 'third']);
  });

  it.each(['process.exit(3)', 'throw new Error("a fault that nobody expected")'])(
    'is not lost where the process ends at once: %s',
    async (end) => {
      const log = join(import.meta.dirname, 'log.ts');
      const script = `import { logLine } from ${JSON.stringify(log)}; logLine('error', 'the last line'); ${end}`;
      const ended = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
      const { stderr } = (await ended.catch((error: unknown) => error)) as { stderr: string };
      expect(stderr).toContain('"event":"the last line"');
    },
  );
});

describe('by its value is left out of whatever text it stands in', () => {
  it.each([
    ['a bearer token', 'sent Bearer abc.def-123', 'sent Bearer [secret]'],
    ['a JWT', `token ${jwt}, then`, 'token [token], then'],
    ['a JWT without a signature', 'eyJhbGciOiJub25lIn0.e30.', '[token]'],
    [
      'a cookie',
      'redress_access=abc; __Host-redress_refresh=def; theme=dark',
      'redress_access=[secret]; __Host-redress_refresh=[secret]; theme=dark',
    ],
    [
      'the password of an address',
      'postgres://me:s3cret@db:5432/x and smtps://a%40b:p@mail',
      'postgres://[secret]@db:5432/x and smtps://[secret]@mail',
    ],
    [
      'a password with its name',
      '{"password":"hunter2","x":1} newPassword=hunter2&y',
      '{"password":"[secret]","x":1} newPassword=[secret]&y',
    ],
    ['the token of a link', `/acme/track/${'aB3-_'.repeat(16)} gone`, '/acme/track/[token] gone'],
    [
      'an e-mail address',
      'from carla.o-neil+x@mail.acme.example, to <a@b.co>',
      'from [address], to <[address]>',
    ],
  ])('%s', async (_, text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
    logLine('warn', 'x', { text });
    expect((JSON.parse(await writtenNow()) as { text: string }).text).toBe(clean);
  });

  it('a secret of the installation, also as it stands in an address', () => {
    setUpLog({ level: 'warn', secrets: ['k3y/with+signs'] });
    expect(withoutSecrets('a k3y/with+signs b k3y%2Fwith%2Bsigns c')).toBe('a [secret] b [secret] c');
  });

  it('and what is none stays: ids, frames, sentences', () => {
    const text =
      'at Object.<anonymous> (/srv/node_modules/@apollo/server/dist/esm/ApolloServer.js:10:5) t_abcdefghijklmnopqrstuvwxyz 0198c9d2-7a4b-7c11-a0e4-1f2d3c4b5a69';
    expect(withoutSecrets(text)).toBe(text);
  });
});
