import { RateLimiterMemory } from 'rate-limiter-flexible';
import { limitKey, readBlocks, writeBlock } from '../auth/limit.store.ts';
import type { RequestOrigin, Viewer } from '../auth/viewer.ts';
import type { Services } from '../context.ts';
import { faultFields, logLine } from '../log.ts';
import type { TrafficLimits } from '../shared/limits.ts';
import { tell } from '../telemetry/work.ts';

/** What a request is told about its limit. */
export interface Admission {
  isAdmitted: boolean;
  /** With a refusal: when to come back. */
  retryAfterSeconds: number;
  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), of the limit that is nearest. */
  headers: Record<string, string>;
}

/** Bounds how many requests come in a minute. */
export interface Traffic {
  admitAddress(address: string): Promise<Admission>;
  admit(viewer: Viewer | null, origin: RequestOrigin): Promise<Admission>;
  stop(): void;
}

type Kind = keyof TrafficLimits;

const windowSeconds = 60;
const followMilliseconds = 1_000;

/**
 * Counts in this process, so that no request waits for the database. Whoever exceeds a limit is written down there: every process keeps
 * them out within a second, and so does one that starts anew. Between n processes a limit is so at most n times as high.
 */
export function startTraffic(services: Services, limits: TrafficLimits): Traffic {
  const kinds = Object.keys(limits) as Kind[];
  const counters = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      limits[kind] > 0
        ? new RateLimiterMemory({ keyPrefix: kind, points: limits[kind], duration: windowSeconds })
        : null,
    ]),
  ) as Record<Kind, RateLimiterMemory | null>;
  /** Who is kept out, until when, in milliseconds since 1970. */
  let blocked: ReadonlyMap<string, number> = new Map();

  // While the database is away each process counts for itself.
  const follow = () =>
    void readBlocks(services.pools).then(
      (blocks) => (blocked = blocks),
      () => undefined,
    );
  follow();
  const timer = setInterval(follow, followMilliseconds);
  timer.unref();

  function block(kind: Kind, key: string, waitMilliseconds: number): void {
    logLine('warn', 'too many requests', { limit: kind });
    writeBlock(services.pools, key, waitMilliseconds).catch((error: unknown) =>
      logLine('warn', 'a limit is known to this process only', faultFields(error)),
    );
  }

  async function admit(asked: readonly (readonly [Kind, string])[]): Promise<Admission> {
    let nearest: Nearest | null = null;
    let refusedFor = 0;
    const exceeded: Kind[] = [];
    for (const [kind, id] of asked) {
      const counter = counters[kind];
      if (!counter) continue;
      const { points } = counter;
      const { consumedPoints, msBeforeNext } = await counter.penalty(id);
      const isOver = consumedPoints > points;
      // The first one that is over tells the others.
      if (consumedPoints === points + 1) block(kind, blockKey(kind, id), msBeforeNext);
      const elsewhere = blocked.size > 0 ? (blocked.get(blockKey(kind, id)) ?? 0) - Date.now() : 0;
      if (isOver || elsewhere > 0) {
        exceeded.push(kind);
        refusedFor = Math.max(refusedFor, elsewhere, isOver ? msBeforeNext : 0);
      }
      const left = Math.max(0, points - consumedPoints);
      if (nearest && left / points > nearest.left / nearest.points) continue;
      const waitMilliseconds = Math.max(elsewhere, msBeforeNext);
      nearest = { kind, points, left, told: elsewhere > 0 ? 0 : left, waitMilliseconds };
    }
    const headers = nearest ? headersOf(nearest) : {};
    if (refusedFor === 0) return { isAdmitted: true, retryAfterSeconds: 0, headers };
    for (const limit of exceeded) tell((observer) => observer.refusedTraffic?.(limit));
    const retryAfterSeconds = Math.max(1, Math.ceil(refusedFor / 1000));
    return {
      isAdmitted: false,
      retryAfterSeconds,
      headers: { ...headers, 'retry-after': String(retryAfterSeconds) },
    };
  }

  const blockKey = (kind: Kind, id: string) => limitKey(services, 'traffic', kind, id);

  return {
    admitAddress: (address) => admit([['address', address]]),
    admit: (viewer, origin) => admit(countedUnder(viewer, origin)),
    stop: () => clearInterval(timer),
  };
}

/** What a request, and what its operation costs, is counted under. */
export function countedUnder(
  viewer: Viewer | null,
  { clientAddress }: RequestOrigin,
): readonly (readonly [keyof TrafficLimits, string])[] {
  if (!viewer) return [['address', clientAddress]];
  const { kind, sessionId, userId, tenant } = viewer;
  return [
    [kind === 'service' ? 'token' : 'session', sessionId],
    ...(userId ? ([['account', userId]] as const) : []),
    ['tenant', tenant.key],
  ];
}

/** The limit that is nearest. */
interface Nearest {
  kind: Kind;
  points: number;
  left: number;
  /** How many are left as the client is told: none where another process keeps it out. */
  told: number;
  waitMilliseconds: number;
}

function headersOf({ kind, points, told, waitMilliseconds }: Nearest): Record<string, string> {
  return {
    'ratelimit-policy': `"${kind}";q=${points};w=${windowSeconds}`,
    ratelimit: `"${kind}";r=${told};t=${Math.ceil(waitMilliseconds / 1000)}`,
  };
}
