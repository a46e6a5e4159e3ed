import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../db/pools.ts';
import { faultFields, logLine, withLogFields, type LogFields } from '../log.ts';
import type { JobFacts } from '../telemetry/notes.ts';
import { watchJob } from '../telemetry/work.ts';
import { findTenantByKey, isSuspendedTenant } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { HopelessJob, JobFailure, type JobHandler, type JobHandlers } from './job-handler.ts';
import { buryEntry, putOff, removeEntry, takeEntries, type TakenEntry } from './outbox.store.ts';

const batchSize = 4;
const firstDelaySeconds = 15;
const longestDelaySeconds = 4 * 3600;

/** Works off whatever is due and has no lane, until nothing is or it is told to stop. Gives how many entries it took. */
export async function workOff(pools: Pools, handlers: JobHandlers, stop?: AbortSignal): Promise<number> {
  let taken = 0;
  while (!stop?.aborted) {
    const entries = await takeEntries(pools, batchSize);
    if (entries.length === 0) break;
    taken += entries.length;
    const works = entries.map((entry) => workOffEntry(pools, handlers, entry));
    await Promise.all(works);
  }
  return taken;
}

/** Works off one entry that was taken: it is done then, put off, or a dead letter. */
export function workOffEntry(pools: Pools, handlers: JobHandlers, entry: TakenEntry): Promise<unknown> {
  return withLogFields(fieldsOf(entry), () =>
    watchJob({ task: entry.kind, jobId: `outbox-${entry.id}`, causedBy: entry.traceparent }, () =>
      workOffOne(pools, handlers, entry),
    ),
  );
}

async function workOffOne(
  pools: Pools,
  handlers: JobHandlers,
  entry: TakenEntry,
): Promise<JobFacts['outcome']> {
  const handler = handlers[entry.kind];
  if (!handler) return bury(pools, null, null, entry, 'no work of this kind is known');
  // As it is now, not as it was a moment ago: nothing is done for a suspended organisation, and nothing is lost either.
  const tenant = await findTenantByKey(pools, entry.tenantKey);
  if (!tenant) {
    if (!(await isSuspendedTenant(pools, entry.tenantKey)))
      return bury(pools, null, null, entry, 'there is no organisation of that key');
    await putOff(pools, entry.id, 0, 'the organisation is suspended');
    return 'failed';
  }
  // Only a worker that died brings an entry here: it was counted when it was taken.
  if (entry.attempts > handler.maxAttempts) return bury(pools, handler, tenant, entry, 'its workers died');
  try {
    await within(handler.timeoutSeconds, handler.run(tenant, entry.ref));
    await removeEntry(pools, entry.id);
    return 'done';
  } catch (error) {
    if (error instanceof HopelessJob) return bury(pools, handler, tenant, entry, error.message);
    const reason = reasonOf(error);
    if (entry.attempts >= handler.maxAttempts) return bury(pools, handler, tenant, entry, reason);
    const retryInSeconds = error instanceof JobFailure ? error.retryInSeconds : undefined;
    // Who says when to come back expected it.
    const level = retryInSeconds === undefined ? 'warn' : 'info';
    logLine(level, 'job put off', { attempts: entry.attempts, ...faultFields(error) });
    await putOff(pools, entry.id, retryInSeconds ?? delaySeconds(entry.attempts), reason);
    return 'failed';
  }
}

async function bury(
  pools: Pools,
  handler: JobHandler | null,
  tenant: Tenant | null,
  entry: TakenEntry,
  reason: string,
): Promise<'dead'> {
  logLine('error', 'job is a dead letter', { attempts: entry.attempts, reason });
  await buryEntry(pools, entry.id, reason);
  if (handler?.onDead && tenant)
    await handler
      .onDead(tenant, entry.ref, reason)
      .catch((error: unknown) =>
        logLine('error', 'a dead letter was not noted', { attempts: entry.attempts, ...faultFields(error) }),
      );
  return 'dead';
}

/** 15 s, 30 s, a minute … four hours. */
function delaySeconds(attempts: number): number {
  return Math.min(firstDelaySeconds * 2 ** (attempts - 1), longestDelaySeconds);
}

class JobTimeout extends Error {
  override readonly name = 'JobTimeout';
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  const clock = new AbortController();
  const late = sleep(seconds * 1000, undefined, { signal: clock.signal, ref: false }).then(() => {
    throw new JobTimeout();
  });
  // Whichever comes second is not heard any more.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    clock.abort();
  }
}

/** What went wrong. The message of a fault stays out: it may carry what a person wrote. */
function reasonOf(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  if (!(error instanceof Error)) return 'a fault';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} (${code})` : error.name;
}

function fieldsOf({ id, tenantKey, kind }: TakenEntry): LogFields {
  return { jobId: `outbox-${id}`, tenant: tenantKey, task: kind };
}
