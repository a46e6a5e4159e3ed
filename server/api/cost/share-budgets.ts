import { limitKey, readBudgets, tellBudgets } from '../../auth/limit.store.ts';
import type { Services } from '../../context.ts';
import { secondsToRestore, type Budgets } from './budgets.ts';

const everyMilliseconds = 1_000;

/**
 * Lets the processes on one database share budgets, once a second until stopped: each tells what was spent at it, and hears of the budgets of
 * which half is spent. Beside the requests: none of them waits. While the database is away each process counts for itself.
 */
export function shareBudgets(services: Services, budgets: Budgets): { stop(): void } {
  let isAtWork = false;
  async function share(): Promise<void> {
    const { pools, now } = services;
    const told = budgets.takeUnshared().map(({ of, id, part }) => ({
      key: limitKey(services, 'points', of, id),
      milliseconds: Math.floor(part * secondsToRestore * 1000),
    }));
    const at = now().getTime();
    if (told.length > 0) await tellBudgets(pools, told, at, secondsToRestore * 1000);
    const fullAgainAt = await readBudgets(pools, at + (secondsToRestore * 1000) / 2);
    budgets.hear((of, id) =>
      fullAgainAt.size === 0 ? 0 : (fullAgainAt.get(limitKey(services, 'points', of, id)) ?? 0),
    );
  }
  const round = () => {
    if (isAtWork) return;
    isAtWork = true;
    void share()
      .catch(() => undefined)
      .finally(() => (isAtWork = false));
  };
  round();
  const timer = setInterval(round, everyMilliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
