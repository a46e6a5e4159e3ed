import { recordEvent, systemActor } from '../audit/audit.store.ts';
import type { Services } from '../context.ts';
import { HopelessJob, type JobHandler } from '../jobs/job-handler.ts';
import { mailUser } from '../mail/queue-mail.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import {
  countRecentLinks,
  forgetResetRequest,
  lockResetRequest,
  lockResettableAccounts,
} from './password-reset.store.ts';

const mostLinksAnHour = 3;

/** Mails a link to each account that a request for a new password means; to nobody when there is none. */
export function passwordResetHandler({ pools, now }: Pick<Services, 'pools' | 'now'>): JobHandler {
  return {
    timeoutSeconds: 30,
    maxAttempts: 5,
    run: (tenant, ref) => withTenant(pools, tenant.key, (unit) => answer(unit, ref, now())),
  };
}

async function answer(unit: WriteUnit, requestId: string, now: Date): Promise<void> {
  const request = await lockResetRequest(unit, requestId);
  if (!request) throw new HopelessJob('The organisation has no such request.');
  if (request.account === null) return;
  for (const { id, username } of await lockResettableAccounts(unit, request.account)) {
    if ((await countRecentLinks(unit, id, now)) >= mostLinksAnHour) continue;
    mailUser(unit, 'password_reset', id, now);
    const event = {
      action: 'user.password_reset_requested',
      subjectType: 'user' as const,
      subjectId: id,
      subjectLabel: username,
    };
    await recordEvent(unit, systemActor, null, event, now);
  }
  await forgetResetRequest(unit, requestId);
}
