import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../db/pools.ts';
import { faultFields, logLine } from '../log.ts';

/** Where processes tell each other what happened to complaints: lines of tenant, complaint and event. */
export const changeChannel = 'redress_changes';

// What one process writes within that time goes out in one notice: NOTIFY takes a lock of the whole database at its commit.
const gatherMilliseconds = 20;
// What a process that was killed after its commit left, another one finds.
const pollMilliseconds = 1_000;
// A line has 102 characters, a notice less than 8,000 bytes.
const linesOfANotice = 70;
const linesOfARound = 10 * linesOfANotice;

const relays = new Set<() => void>();

/** Something was committed that the others should hear of: the relays of this process look at once. */
export function relayNotices(): void {
  for (const wake of relays) wake();
}

/**
 * Tells all processes what was committed, until stopped: takes notices out of the table and sends them, in one transaction, so that each
 * is told once, whoever wrote it. Never in the transaction of the change, which would make all writers wait for each other.
 */
export function startNoticeRelay(pools: Pools): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let woken: (() => void) | null = null;
  let isAwaited = false;
  const wake = () => {
    isAwaited = true;
    woken?.();
  };
  relays.add(wake);

  async function untilWoken(): Promise<void> {
    const pause = new AbortController();
    woken = () => pause.abort();
    const signal = AbortSignal.any([pause.signal, stopping.signal]);
    if (!isAwaited) await sleep(pollMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    woken = null;
  }

  async function run(): Promise<void> {
    let isFailing = false;
    while (!stopping.signal.aborted) {
      await untilWoken();
      if (isAwaited) await sleep(gatherMilliseconds, undefined, { ref: false });
      isAwaited = false;
      try {
        while ((await tellRound(pools)) === linesOfARound);
        isFailing = false;
      } catch (error) {
        // Told once; the next round tries again.
        if (!isFailing) logLine('error', 'changes could not be told', faultFields(error));
        isFailing = true;
      }
    }
  }

  const running = run();
  return {
    async stop() {
      relays.delete(wake);
      stopping.abort();
      await running;
    },
  };
}

/** Tells some notices, and gives how many. Those that another process is taking are passed over. */
async function tellRound(pools: Pools): Promise<number> {
  const { rows } = await pools.aside.query<{ lines: number }>({
    text: `with due as (
        select id from platform.change_notices order by id limit $2 for update skip locked
      ), taken as (
        delete from platform.change_notices n using due where n.id = due.id
        returning n.id, n.tenant_key || ' ' || n.complaint_id || ' ' || n.event_id as line
      ), numbered as (
        select id, line, (row_number() over (order by id) - 1) / $3 as notice from taken
      )
      select count(*)::int as lines, pg_notify($1, string_agg(line, E'\\n' order by id)) from numbered group by notice`,
    values: [changeChannel, linesOfARound, linesOfANotice],
  });
  return rows.reduce((sum, { lines }) => sum + lines, 0);
}
