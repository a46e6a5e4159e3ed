import { recordEvent, systemActor } from '../audit/audit.store.ts';
import type { Context } from '../context.ts';
import { faultFields, logLine } from '../log.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import type { Account } from './account.store.ts';

/**
 * Tells that somebody tried to sign in as this user and was refused. Written after the answer is under way, in a transaction of its own: the
 * time that the answer takes must not tell whether there is such a user. What cannot be written is logged.
 */
export function recordRefusedSignIn(
  context: Context,
  tenant: Tenant,
  account: Pick<Account, 'id' | 'username'>,
): void {
  const { services, origin } = context;
  const occurredAt = services.now();
  const event = {
    action: 'user.sign_in_refused',
    subjectType: 'user',
    subjectId: account.id,
    subjectLabel: account.username,
  } as const;
  const write = async () => {
    try {
      await withTenant(services.pools, tenant.key, (unit) =>
        recordEvent(unit, systemActor, origin, event, occurredAt),
      );
    } catch (error) {
      logLine('error', 'a refused sign-in was not recorded', { tenant: tenant.key, ...faultFields(error) });
    }
  };
  setImmediate(() => void write());
}
