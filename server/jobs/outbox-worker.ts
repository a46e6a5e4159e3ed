import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../db/pools.ts';
import { faultFields, logLine } from '../log.ts';
import type { JobHandlers } from './job-handler.ts';
import { workOff } from './work-off.ts';

const pauseMilliseconds = 1_000;

/**
 * Works off the outbox until stopped, looking once a second. Several processes may do so at once. We take the entries ourselves instead
 * of handing them to graphile-worker: its tables can be written by the server's login, so that a payload could be made to name another
 * tenant, and a job whose worker was killed waits four hours there.
 */
export function startOutboxWorker(pools: Pools, handlers: JobHandlers): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rounds = workInRounds(pools, handlers, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await rounds;
    },
  };
}

async function workInRounds(pools: Pools, handlers: JobHandlers, stop: AbortSignal): Promise<void> {
  let isFailing = false;
  while (!stop.aborted) {
    try {
      await workOff(pools, handlers, stop);
      isFailing = false;
    } catch (error) {
      // Told once: the database being away is told by every request, and the next round tries again.
      if (!isFailing) logLine('error', 'the outbox could not be read', faultFields(error));
      isFailing = true;
    }
    await sleep(pauseMilliseconds, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}
