import { actorOf, recordEvent } from '../../audit/audit.store.ts';
import { hashRecoveryCode, newRecoveryCodes, type CodeOwner } from '../../auth/recovery-codes.ts';
import { setRecoveryCodes } from '../../auth/second-factor.store.ts';
import type { Context } from '../../context.ts';
import { done, type Answer } from '../../shared/refusal.ts';
import { aboutAccount, changeWithCode, type PasswordAndCode } from './own-account.ts';

/** Gives new recovery codes, this one time; the old ones end. */
export function renewRecoveryCodes(
  context: Context,
  proof: PasswordAndCode,
): Promise<Answer<{ recoveryCodes: string[] }>> {
  return changeWithCode(context, proof, async (scope) => {
    const { unit, viewer, account, now } = scope;
    const owner = { tenantKey: viewer.tenant.key, userId: account.id };
    const { codes, hashes } = makeRecoveryCodes(context.services.config.secretKey, owner);
    await setRecoveryCodes(unit, account.id, hashes);
    const event = aboutAccount(scope, 'user.recovery_codes_renewed');
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    return done({ recoveryCodes: codes });
  });
}

/** New recovery codes, and what is kept of them. */
export function makeRecoveryCodes(
  secretKey: string,
  owner: CodeOwner,
): { codes: string[]; hashes: Buffer[] } {
  const codes = newRecoveryCodes();
  return { codes, hashes: codes.flatMap((code) => hashRecoveryCode(secretKey, owner, code) ?? []) };
}
