import { setImmediate as breathe } from 'node:timers/promises';
import type { Viewer } from '../../auth/viewer.ts';
import type { StreamLimits } from '../../shared/limits.ts';
import { tell } from '../../telemetry/work.ts';
import type { Authentication } from '../authenticate.ts';
import { createInFlight, type InFlight } from '../in-flight.ts';

/** How a stream reaches its client. */
export interface Transport {
  /** Bytes that the client has not taken yet. */
  bufferedBytes(): number;
  /** Breaks the connection off, without a word that it is over: the client comes back and says again who it is. */
  cut(): void;
}

/** A stream that is open. */
export interface OpenStream extends Transport {
  viewer: Viewer;
  /** Asks again whether whoever opened it is still let in. */
  authenticate(): Promise<Authentication>;
}

/** The streams of this process. */
export interface Streams {
  /** Lets a stream be opened; null when there are too many. */
  admit(stream: OpenStream): { leave(): void } | null;
  /** Events wait here for their turn, so that streams take two connections of an organisation's share at most. */
  turns: InFlight;
  count(): number;
  /** Cuts them all; none is admitted any more. */
  stop(): void;
}

const lookMilliseconds = 500;
// Thousands of tokens, one after the other, would hold up requests.
const breathEvery = 100;
const turns = { share: 2, waiting: 100_000, longLine: 100_000, waitMilliseconds: 30_000 };

/**
 * Keeps the streams of this process. Whether their owners are still let in is looked at twice a second even where nothing happens, so that
 * who is signed out, suspended or changed does not go on listening; once a token is over, the client has to bring a new one; and who takes
 * nothing of what was sent is cut, so that it is not kept for them.
 */
export function openStreams(limits: StreamLimits): Streams {
  /** Since when each takes nothing, and until when it may last. */
  const open = new Map<OpenStream, { takenAt: number; until: number }>();
  const counts = new Map<string, number>();
  let isStopped = false;
  let isLooking = false;

  const count = (key: string, by: number) => {
    const now = (counts.get(key) ?? 0) + by;
    if (now > 0) counts.set(key, now);
    else counts.delete(key);
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => (isLooking = false));
  }, lookMilliseconds);
  timer.unref();

  async function look(): Promise<void> {
    const now = performance.now();
    for (const [stream, state] of open) {
      if (stream.bufferedBytes() === 0) state.takenAt = now;
      if (now > state.until || now - state.takenAt > limits.slowSeconds * 1000) stream.cut();
    }
    let looked = 0;
    for (const stream of [...open.keys()]) {
      if (!(await isStillIn(stream))) stream.cut();
      looked += 1;
      if (looked % breathEvery === 0) await breathe();
    }
  }

  return {
    admit(stream) {
      const { sessionId, tenant } = stream.viewer;
      if (isStopped || open.size >= limits.all) return null;
      if ((counts.get(sessionId) ?? 0) >= limits.session) return null;
      if ((counts.get(tenant.key) ?? 0) >= limits.tenant) return null;
      const now = performance.now();
      open.set(stream, { takenAt: now, until: now + limits.longestSeconds * 1000 });
      count(sessionId, 1);
      count(tenant.key, 1);
      tell((observer) => observer.openStreams?.(open.size));
      return {
        leave() {
          if (!open.delete(stream)) return;
          count(sessionId, -1);
          count(tenant.key, -1);
          tell((observer) => observer.openStreams?.(open.size));
        },
      };
    },
    turns: createInFlight(turns),
    count: () => open.size,
    stop() {
      isStopped = true;
      clearInterval(timer);
      for (const stream of open.keys()) stream.cut();
    },
  };
}

/** The database being away is told by requests; streams wait for it. */
async function isStillIn(stream: OpenStream): Promise<boolean> {
  try {
    const now = await stream.authenticate();
    return now.ok && now.viewer !== null;
  } catch {
    return true;
  }
}
