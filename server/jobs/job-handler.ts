import type { Tenant } from '../tenancy/tenant.ts';

/** How one kind of entry is worked off. */
export interface JobHandler {
  /** After that long the attempt counts as failed. */
  timeoutSeconds: number;
  maxAttempts: number;
  /**
   * Does the work for one row of the tenant's, inside `withTenant` of that tenant. Running it twice does nothing twice. Throws HopelessJob
   * when no further attempt can help; after whatever else it throws it is tried again, later each time.
   */
  run: (tenant: Tenant, ref: string) => Promise<void>;
  /** Notes in the tenant's schema that nothing will come of it, once the entry is among the dead letters. */
  onDead?: (tenant: Tenant, ref: string, reason: string) => Promise<void>;
}

/** An attempt failed, and another one may do better. The message tells operator and administrators why, without content. */
export class JobFailure extends Error {
  /** When the next attempt is due; undefined: as the outbox sees fit. */
  readonly retryInSeconds: number | undefined;

  constructor(message: string, retryInSeconds?: number) {
    super(message);
    this.retryInSeconds = retryInSeconds;
  }
}

/** No further attempt can help. */
export class HopelessJob extends JobFailure {}

/** Every kind of work, by name. */
export type JobHandlers = Readonly<Record<string, JobHandler>>;
