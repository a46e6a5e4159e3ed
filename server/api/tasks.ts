import { makeCheckpoints } from '../audit/make-checkpoints.ts';
import { tidyCounters } from '../auth/limit.store.ts';
import { sweepUnanswered } from '../complaints/moves/close-unanswered.ts';
import { renumberChanges } from '../complaints/renumber-changes.ts';
import type { Services } from '../context.ts';
import { forgetKeys } from '../graphql/idempotency.store.ts';
import type { Task } from '../jobs/worker.ts';
import { faultFields, logLine } from '../log.ts';
import { listActiveTenants } from '../tenancy/registry.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { tidyWebhooks } from '../webhooks/tidy-webhooks.ts';

/** Every job of every room. */
export function allTasks(services: Pick<Services, 'pools' | 'now' | 'config'>): Task[] {
  return [
    {
      name: 'sweep-unanswered',
      schedule: '*/5 * * * *',
      run: () => forEachTenant(services, (key) => sweepUnanswered(services.pools, key, services.now())),
    },
    {
      name: 'checkpoint-audit',
      schedule: '*/5 * * * *',
      run: () => forEachTenant(services, (key) => makeCheckpoints(services, key)),
    },
    {
      name: 'renumber-changes',
      schedule: '*/5 * * * *',
      run: () => forEachTenant(services, (key) => renumberChanges(services.pools, key)),
    },
    {
      name: 'forget-idempotency-keys',
      schedule: '20 * * * *',
      run: () =>
        forEachTenant(services, (key) =>
          withTenant(services.pools, key, (unit) => forgetKeys(unit, services.now())),
        ),
    },
    {
      name: 'tidy-webhooks',
      schedule: '17 * * * *',
      run: () => forEachTenant(services, (key) => tidyWebhooks(services.pools, key, services.now())),
    },
    {
      name: 'tidy-limits',
      schedule: '*/15 * * * *',
      run: () => tidyCounters(services.pools, services.now()),
    },
  ];
}

/** One tenant after the other; the fault of one is told and does not keep the others waiting. */
async function forEachTenant(
  services: Pick<Services, 'pools'>,
  work: (tenantKey: string) => Promise<unknown>,
): Promise<void> {
  for (const { key } of await listActiveTenants(services.pools)) {
    await work(key).catch((error: unknown) =>
      logLine('error', 'job failed for one organisation', { tenant: key, ...faultFields(error) }),
    );
  }
}
