import { actorOf, recordEvent } from '../../audit/audit.store.ts';
import { describeTotpSecret, newTotpSecret } from '../../auth/one-time-codes.ts';
import { sealSecret } from '../../auth/sealed-secret.ts';
import { lockFactor, startFactor } from '../../auth/second-factor.store.ts';
import type { Context } from '../../context.ts';
import { findSettings } from '../../settings/settings.queries.ts';
import { done, notAllowed, refused, type Answer } from '../../shared/refusal.ts';
import { aboutAccount, changeWithProof } from './own-account.ts';

/** What a device needs to know. */
export interface StartedFactor {
  /** In base32, for people who type it. */
  secret: string;
  /** `otpauth://…`, for a QR code. */
  uri: string;
}

const alreadyOn = notAllowed(
  'You have a second factor. To move it to another device, turn it off and set it up again.',
);

/** Makes a secret for the viewer's device. It counts once `confirmSecondFactor` has seen a code; starting again replaces it. */
export function startSecondFactor(
  context: Context,
  { password }: { password?: string | null },
): Promise<Answer<StartedFactor>> {
  return changeWithProof(context, password, async (scope) => {
    const { unit, viewer, account, now } = scope;
    const factor = await lockFactor(unit, account.id);
    if (factor?.confirmedAt) return refused(alreadyOn);
    const secret = newTotpSecret();
    const owner = { tenantKey: viewer.tenant.key, userId: account.id };
    await startFactor(unit, account.id, sealSecret(context.services.config.secretKey, owner, secret), now);
    const event = aboutAccount(scope, 'user.second_factor_started');
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    const { name } = await findSettings(unit);
    return done(describeTotpSecret(secret, { issuer: name, label: account.username }));
  });
}
