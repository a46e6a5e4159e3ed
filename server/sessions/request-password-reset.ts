import { v7 as uuidv7 } from 'uuid';
import { takeTurn } from '../auth/throttle.ts';
import type { Context } from '../context.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { sendsMail } from '../mail/mail-transport.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { insertResetRequest } from './password-reset.store.ts';
import { accountName } from './sign-in.ts';

export interface PasswordResetRequest {
  organisation: string;
  /** A username, or an e-mail address. */
  account: string;
}

/** The kind of outbox entries whose ref is a request for a new password. */
export const passwordResetJob = 'password-reset';

/**
 * Notes that somebody wants a new password, and nothing else: whether there is such an account is looked up by a worker. So the answer, and
 * the work until it is given, are the same for accounts that exist and for those that do not.
 */
export async function requestPasswordReset(
  context: Context,
  input: PasswordResetRequest,
): Promise<Answer<null>> {
  const { pools, config, now } = context.services;
  if (!sendsMail(config)) {
    return refused(
      notAllowed('This installation sends no e-mail. Ask the organisation for a link to a new password.'),
    );
  }
  const checks = new InputChecks();
  const account = checks.text(['account'], input.account, textLimits.email).toLowerCase();
  if (checks.failed) return refused(...checks.refusals);
  const organisation = input.organisation.trim().toLowerCase();
  const tooMany = await takeTurn(context, 'passwordReset', accountName(organisation, account));
  if (tooMany) return refused(tooMany);
  const tenant = await findTenantBySlug(pools, organisation);
  if (tenant) {
    await withTenant(pools, tenant.key, async (unit) => {
      const id = uuidv7();
      await insertResetRequest(unit, { id, account, now: now() });
      enqueue(unit, passwordResetJob, id);
    });
  }
  return done(null);
}
