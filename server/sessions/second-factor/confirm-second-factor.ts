import { actorOf, recordEvent } from '../../audit/audit.store.ts';
import { totpStep } from '../../auth/one-time-codes.ts';
import { revoke } from '../../auth/revocations.ts';
import { openSecret } from '../../auth/sealed-secret.ts';
import { confirmFactor, lockFactor } from '../../auth/second-factor.store.ts';
import { endSessionsOfUser } from '../../auth/session.store.ts';
import type { Context } from '../../context.ts';
import { mailUser } from '../../mail/queue-mail.ts';
import { done, notAllowed, refused, type Answer } from '../../shared/refusal.ts';
import { aboutAccount, changeOwnAccount, wrongCode } from './own-account.ts';
import { makeRecoveryCodes } from './renew-recovery-codes.ts';

const notStarted = notAllowed('Begin with setting the second factor up: nothing waits for a code.', ['code']);

/**
 * Turns the viewer's second factor on, once a code shows that the device has the secret; gives the recovery codes, this one time. Other
 * sessions end: they began without it. The tokens of this one are refreshed before they are used again.
 */
export function confirmSecondFactor(
  context: Context,
  { code }: { code: string },
): Promise<Answer<{ recoveryCodes: string[] }>> {
  return changeOwnAccount(context, async (scope) => {
    const { unit, viewer, account, now } = scope;
    const { pools, config } = context.services;
    const factor = await lockFactor(unit, account.id);
    if (!factor || factor.confirmedAt) return refused(notStarted);
    const owner = { tenantKey: viewer.tenant.key, userId: account.id };
    const step = totpStep(openSecret(config.secretKey, owner, factor.secret), code, now);
    if (step === null) return refused(wrongCode);
    const { codes, hashes } = makeRecoveryCodes(config.secretKey, owner);
    await confirmFactor(unit, account.id, { step, recoveryCodes: hashes, now });
    await endSessionsOfUser(unit, account.id, viewer.sessionId, now);
    const event = aboutAccount(scope, 'user.second_factor_on');
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    mailUser(unit, 'second_factor_changed', account.id, now);
    await revoke(pools, [account.id]);
    return done({ recoveryCodes: codes });
  });
}
