import { logLine } from '../log.ts';
import type { Pools } from '../db/pools.ts';
import type { Observer } from './notes.ts';
import { bySlowness, fieldsOf, identityOf } from './operation-fields.ts';
import { planOf } from './statement-plan.ts';
import { shownStatement } from './statement-text.ts';
import { outsideWork } from './work.ts';

export interface SlowOperationOptions {
  /** From so many milliseconds on an operation is slow. */
  thresholdMilliseconds: number;
  /** Where the slowest statement's plan is asked for; null when nobody wants plans. */
  plansFrom: Pools | null;
}

const planPauseMilliseconds = 60_000;

/**
 * Writes a line for each operation that takes long, with its slowest statements. With plans, also how PostgreSQL would run the slowest one:
 * at most once a minute, because an operation may be slow because the database is.
 */
export function slowOperations({ thresholdMilliseconds, plansFrom }: SlowOperationOptions): Observer {
  let nextPlanAt = 0;
  return {
    wantsDetail: (work) => work.kind === 'operation',
    ended(work) {
      if (work.kind !== 'operation' || work.endedAt - work.begunAt < thresholdMilliseconds) return;
      logLine('warn', 'slow operation', fieldsOf(work));
      if (!plansFrom || performance.now() < nextPlanAt) return;
      const [slowest] = bySlowness(work);
      if (!slowest) return;
      nextPlanAt = performance.now() + planPauseMilliseconds;
      void outsideWork(() => planOf(plansFrom, slowest.unit.tenantKey, slowest.text)).then((plan) =>
        logLine('warn', 'plan of a slow statement', {
          ...identityOf(work),
          statement: shownStatement(slowest.text),
          plan,
        }),
      );
    },
  };
}
