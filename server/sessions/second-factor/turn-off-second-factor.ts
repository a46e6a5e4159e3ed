import { actorOf, recordEvent } from '../../audit/audit.store.ts';
import { revoke } from '../../auth/revocations.ts';
import { removeFactor } from '../../auth/second-factor.store.ts';
import type { Context } from '../../context.ts';
import { mailUser } from '../../mail/queue-mail.ts';
import { done, type Answer } from '../../shared/refusal.ts';
import { aboutAccount, changeWithCode, type PasswordAndCode } from './own-account.ts';

/**
 * Turns the viewer's second factor off. Where the organisation requires one of them, their sessions may then do nothing but set one up:
 * that is how it moves to another device.
 */
export function turnOffSecondFactor(context: Context, proof: PasswordAndCode): Promise<Answer<null>> {
  return changeWithCode(context, proof, async (scope) => {
    const { unit, viewer, account, now } = scope;
    await removeFactor(unit, account.id);
    const event = aboutAccount(scope, 'user.second_factor_off');
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    mailUser(unit, 'second_factor_changed', account.id, now);
    await revoke(context.services.pools, [account.id]);
    return done(null);
  });
}
