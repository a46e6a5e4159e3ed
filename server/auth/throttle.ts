import type { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { logLine } from '../log.ts';
import { guessLimits, turnLimits } from '../shared/limits.ts';
import { rateLimited, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import { counterOf, limitKey } from './limit.store.ts';
import { waitInLine } from './wait-in-line.ts';

/** What somebody tries to get right. */
export interface Guess {
  /** Each kind is counted by itself. */
  kind: 'password' | 'second-factor' | 'link';
  /** Whose secret it is, as far as the client says; nobody needs to have that name. Null for a link, which names nobody. */
  account: string | null;
}

/**
 * Runs one attempt at a secret, unless there were too many that failed: then it answers RATE_LIMITED with nothing checked. An attempt failed
 * when its answer is INVALID_CREDENTIALS.
 *
 * - Ten failures for an account from one address close that account to that address until 15 minutes after the first of them.
 * - More failures for an account from everywhere, or from an address for every account, close it to addresses from which that account never
 *   signed in (in 90 days). So a flood, from wherever it comes, does not keep the owner out of their usual places, and nobody for good:
 *   attempts that were refused do not count, and the link of a reset is counted apart.
 */
export async function throttled<Value>(
  context: Context,
  { kind, account }: Guess,
  attempt: () => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const counters = countersOf(context, kind, account);
  // One at a time for an account and address, so that guesses sent at once do not pass all before the first has failed.
  const turn = await waitInLine(counters.pair?.key ?? null, async () => {
    const waitMilliseconds = await closedFor(counters);
    if (waitMilliseconds > 0) return refused(tooMany(context, kind, waitMilliseconds));
    const answer = await attempt();
    if (answer.ok) await remember(counters);
    else if (answer.refusals.some(({ code }) => code === 'INVALID_CREDENTIALS')) await countFailure(counters);
    return answer;
  });
  return turn === 'full' ? refused(tooMany(context, kind, 1_000)) : turn;
}

/**
 * Takes one turn of what may be done so often from an address, whether it succeeds or not; gives the refusal when there is none left.
 * `subject` is the account or organisation for which it is done: that has turns of its own, from wherever they are taken.
 */
export async function takeTurn(
  context: Context,
  kind: keyof typeof turnLimits,
  subject: string,
): Promise<Refusal | null> {
  const { services, origin } = context;
  const limits = turnLimits[kind];
  const turns = [
    [`${kind}-address`, limits.address, origin.clientAddress],
    [`${kind}-subject`, limits.subject, subject],
  ] as const;
  const waits = await Promise.all(
    turns.map(async ([name, points, word]) => {
      const counter = counterOf(services.pools, { name, points, windowSeconds: limits.windowSeconds });
      const { consumedPoints, msBeforeNext } = await counter.penalty(limitKey(services, name, word));
      return consumedPoints > points ? msBeforeNext : 0;
    }),
  );
  const longest = Math.max(...waits);
  return longest > 0 ? tooMany(context, kind, longest) : null;
}

interface Counter {
  counter: RateLimiterPostgres;
  key: string;
}

interface GuessCounters {
  /** The account at the address; null for a link. */
  pair: Counter | null;
  account: Counter | null;
  address: Counter;
  /** Whether the account signed in at the address before. */
  known: Counter | null;
}

function countersOf(
  { services, origin }: Context,
  kind: Guess['kind'],
  account: string | null,
): GuessCounters {
  const { windowSeconds, accountAtAddress, knownForSeconds } = guessLimits;
  const counter = (what: string, points: number, seconds: number, ...words: string[]): Counter => ({
    counter: counterOf(services.pools, { name: `${kind}-${what}`, points, windowSeconds: seconds }),
    key: limitKey(services, kind, what, ...words),
  });
  const from = origin.clientAddress;
  const address = counter('address', guessLimits.address, windowSeconds, from);
  if (account === null) return { pair: null, account: null, address, known: null };
  return {
    pair: counter('pair', accountAtAddress, windowSeconds, account, from),
    account: counter('account', guessLimits.account, windowSeconds, account),
    address,
    known: counter('known', 1, knownForSeconds, account, from),
  };
}

/** How long it stays closed, in milliseconds; 0 when it is open. */
async function closedFor({ pair, account, address, known }: GuessCounters): Promise<number> {
  const [atAddress, ofAccount, ofAddress, isKnown] = await Promise.all([
    waitOf(pair),
    waitOf(account),
    waitOf(address),
    known && known.counter.get(known.key),
  ]);
  return isKnown ? atAddress : Math.max(atAddress, ofAccount, ofAddress);
}

async function waitOf(counted: Counter | null): Promise<number> {
  const state: RateLimiterRes | null = counted && (await counted.counter.get(counted.key));
  return counted && state && state.consumedPoints >= counted.counter.points ? state.msBeforeNext : 0;
}

async function countFailure({ pair, account, address }: GuessCounters): Promise<void> {
  await Promise.all([pair, account, address].map((counted) => counted?.counter.penalty(counted.key)));
}

async function remember({ pair, known }: GuessCounters): Promise<void> {
  await Promise.all([
    pair?.counter.delete(pair.key),
    known?.counter.set(known.key, 1, known.counter.duration),
  ]);
}

function tooMany(context: Context, kind: string, waitMilliseconds: number): Refusal {
  logLine('warn', 'throttled', { requestId: context.origin.requestId, kind });
  return rateLimited(Math.ceil(waitMilliseconds / 1000));
}
