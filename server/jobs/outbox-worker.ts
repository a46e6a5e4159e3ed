import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../db/pools.ts';
import { faultFields, logLine } from '../log.ts';
import type { JobHandlers } from './job-handler.ts';
import { workOff } from './work-off.ts';
import { workOffLanes } from './work-off-lanes.ts';

const pauseMilliseconds = 1_000;

/**
 * Works off the outbox until stopped, looking once a second: the quick work in one line, the lanes beside it. Several processes may do so
 * at once. We take the entries ourselves instead of handing them to graphile-worker: its tables can be written by the server's login, so
 * that a payload could be made to name another tenant, and a job whose worker was killed waits four hours there.
 */
export function startOutboxWorker(pools: Pools, handlers: JobHandlers): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const lines = [
    inRounds('the outbox', signal, () => workOff(pools, handlers, signal)),
    inRounds('the lanes of the outbox', signal, () => workOffLanes(pools, handlers, signal)),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lines);
    },
  };
}

async function inRounds(name: string, stop: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  let isFailing = false;
  while (!stop.aborted) {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      // Told once: the database being away is told by every request, and the next round tries again.
      if (!isFailing) logLine('error', `${name} could not be read`, faultFields(error));
      isFailing = true;
    }
    await sleep(pauseMilliseconds, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}
