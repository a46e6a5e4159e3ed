import type { Notices } from '../db/notices.ts';
import type { Pools } from '../db/pools.ts';

/** Where a process tells the others that it wrote a revocation: a notice says nothing but “look”. */
const revocationChannel = 'redress_revocations';

// Twice the life of an access token: nothing older can be valid.
const keptMilliseconds = 600_000;
const usualPollMilliseconds = 500;
// A check that finds the map older than this asks the database first.
const freshMilliseconds = 900;
// A row becomes visible a moment after its `revoked_at`; each poll looks back this far.
const overlapMilliseconds = 30_000;
const tidyMilliseconds = 60_000;
// A flood of notices, which anybody on the database may send, makes twenty polls a second and no more.
const noticeMilliseconds = 50;

/** What one process knows of `platform.revocations`. Times of rows are the database's, in milliseconds since 1970. */
interface Follower {
  /** Session or user → tokens that were issued then or before are refused. */
  revokedAt: Map<string, number>;
  /** The database's clock at the last poll. */
  polledTo: number | null;
  /** This process' monotonic clock at the last poll. */
  polledAt: number;
  polling: Promise<void> | null;
}

const followers = new WeakMap<Pools, Follower>();

/**
 * Refuses, from now on and in every process within a second, all access tokens of these sessions or users that exist at this moment.
 * Called before the change that it belongs to commits: if the change then fails, the worst is a refresh that was not needed.
 */
export async function revoke(pools: Pools, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const { rows } = await pools.aside.query<RevocationRow>({
    text: `with made as (insert into platform.revocations (subject) select unnest($1::uuid[]) returning subject, revoked_at)
      select subject, (extract(epoch from revoked_at) * 1000)::float8 as revoked_at, pg_notify($2, '') from made`,
    values: [subjects, revocationChannel],
  });
  remember(followerOf(pools), rows);
}

/** Whether a token of these subjects, issued then by the database's clock, is refused. Throws when the database cannot be asked. */
export async function isRevoked(
  pools: Pools,
  subjects: readonly string[],
  issuedAtMilliseconds: number,
): Promise<boolean> {
  const follower = followerOf(pools);
  if (performance.now() - follower.polledAt > freshMilliseconds) await poll(pools, follower);
  return subjects.some((subject) => issuedAtMilliseconds <= (follower.revokedAt.get(subject) ?? 0));
}

export interface FollowOptions {
  /** What other processes tell; null for the poll alone. */
  notices: Notices | null;
  pollMilliseconds?: number;
}

/**
 * Follows the revocations of all processes until stopped, so that checks need not ask the database themselves. Notices make it quick; the poll
 * is what holds: a notice can be lost or forged, and only makes this look sooner at what is written.
 */
export function startRevocations(
  pools: Pools,
  { notices, pollMilliseconds = usualPollMilliseconds }: FollowOptions,
): { stop(): Promise<void> } {
  const follower = followerOf(pools);
  let round: Promise<unknown> = Promise.resolve();
  let tidiedAt = performance.now();
  const look = () => {
    // The database being away is told by every request; the next round tries again.
    // One that is under way may have looked before that was written which this is about.
    round = Promise.allSettled([follower.polling])
      .then(() => poll(pools, follower))
      .then(() => {
        if (performance.now() - tidiedAt < tidyMilliseconds) return undefined;
        tidiedAt = performance.now();
        return tidy(pools, follower);
      })
      .catch(() => undefined);
  };
  const timer = setInterval(look, pollMilliseconds);
  timer.unref();
  let due: NodeJS.Timeout | null = null;
  let isStopped = false;
  const onNotice = () => {
    if (isStopped) return;
    due ??= setTimeout(() => {
      due = null;
      look();
    }, noticeMilliseconds);
  };
  notices?.hear(revocationChannel, onNotice, onNotice);
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      if (due) clearTimeout(due);
      await round;
    },
  };
}

interface RevocationRow {
  subject: string;
  revoked_at: number;
}

function poll(pools: Pools, follower: Follower): Promise<void> {
  follower.polling ??= read(pools, follower).finally(() => {
    follower.polling = null;
  });
  return follower.polling;
}

async function read(pools: Pools, follower: Follower): Promise<void> {
  const startedAt = performance.now();
  const lookBack = follower.polledTo === null ? keptMilliseconds : overlapMilliseconds;
  const { rows } = await pools.aside.query<{ now: number; revoked: RevocationRow[] }>({
    text: `select (extract(epoch from clock_timestamp()) * 1000)::float8 as now, coalesce((
        select json_agg(json_build_object('subject', subject, 'revoked_at', (extract(epoch from revoked_at) * 1000)::float8))
        from platform.revocations
        where revoked_at > coalesce(to_timestamp($1::float8 / 1000), clock_timestamp()) - make_interval(secs => $2::float8 / 1000)
      ), '[]') as revoked`,
    values: [follower.polledTo, lookBack],
  });
  const [row] = rows;
  if (!row) return;
  remember(follower, row.revoked);
  follower.polledTo = row.now;
  follower.polledAt = startedAt;
}

function remember(follower: Follower, rows: readonly RevocationRow[]): void {
  for (const row of rows) {
    const known = follower.revokedAt.get(row.subject) ?? 0;
    follower.revokedAt.set(row.subject, Math.max(known, row.revoked_at));
  }
}

async function tidy(pools: Pools, follower: Follower): Promise<void> {
  const oldest = (follower.polledTo ?? 0) - keptMilliseconds;
  for (const [subject, revokedAt] of follower.revokedAt) {
    if (revokedAt < oldest) follower.revokedAt.delete(subject);
  }
  await pools.aside.query({
    text: `delete from platform.revocations where revoked_at < to_timestamp($1::float8 / 1000)`,
    values: [oldest],
  });
}

function followerOf(pools: Pools): Follower {
  const known = followers.get(pools);
  if (known) return known;
  const follower: Follower = {
    revokedAt: new Map(),
    polledTo: null,
    polledAt: Number.NEGATIVE_INFINITY,
    polling: null,
  };
  followers.set(pools, follower);
  return follower;
}
