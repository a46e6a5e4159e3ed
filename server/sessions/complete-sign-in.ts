import { actorOf, recordEvent, systemActor } from '../audit/audit.store.ts';
import { findKnownTenant } from '../auth/tenant-cache.ts';
import { throttled } from '../auth/throttle.ts';
import { useCode, type UsedCode } from '../auth/use-code.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { done, refused, type Answer, type Refusal } from '../shared/refusal.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, withTenantRead, type WriteUnit } from '../tenancy/with-tenant.ts';
import { lockAccount, noteSignIn, type Account } from './account.store.ts';
import { beginSession, holderOf, type BegunSession } from './begin-session.ts';
import {
  findChallengedUser,
  lockChallenge,
  noteWrongCode,
  removeChallenge,
  type ChallengeRow,
} from './sign-in-challenge.store.ts';
import { passwordPrint, readChallenge } from './sign-in-challenge.ts';

export interface SignInCompletion {
  challenge: string;
  code: string;
}

const mostWrongCodes = 5;

const endedChallenge: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message: 'This sign-in is over. Begin again with your user name and password.',
  path: ['challenge'],
};
const wrongCode: Refusal = {
  code: 'INVALID_CREDENTIALS',
  message:
    'This code is not right, or was used before. Wait for the next one in your app, or use a recovery code.',
  path: ['code'],
};

/**
 * Begins the session of a sign-in that waits for the second factor; guesses are throttled by user and address. The challenge ends with the fifth wrong code, after ten minutes,
 * with a new password, and when the user is disabled or has no second factor any more: all of these look the same.
 */
export async function completeSignIn(
  context: Context,
  input: SignInCompletion,
): Promise<Answer<BegunSession>> {
  const { pools, config } = context.services;
  const claim = readChallenge(config.secretKey, input.challenge);
  const tenant = claim && (await findKnownTenant(pools, claim.tenantKey));
  const userId =
    tenant &&
    (await withTenantRead(pools, tenant.key, (unit) => findChallengedUser(unit, claim.challengeId)));
  const guess = { kind: 'second-factor', account: userId } as const;
  return throttled(context, guess, async () => {
    if (!claim || !tenant || !userId) return refused(endedChallenge);
    return withTenant(pools, tenant.key, async (unit) => {
      const account = await lockAccount(unit, userId);
      const challenge = await lockChallenge(unit, claim.challengeId);
      if (!account || !challenge || !isOpen(challenge, account, context.services.now())) {
        return refused(endedChallenge);
      }
      return answerChallenge(context, unit, { tenant, account, challenge, typed: input.code });
    });
  });
}

function isOpen(challenge: ChallengeRow, account: Account, now: Date): boolean {
  return (
    account.status === 'active' &&
    challenge.expiresAt > now &&
    challenge.passwordPrint.equals(passwordPrint(account))
  );
}

interface Attempt {
  tenant: Tenant;
  account: Account;
  challenge: ChallengeRow;
  typed: string;
}

async function answerChallenge(
  context: Context,
  unit: WriteUnit,
  { tenant, account, challenge, typed }: Attempt,
): Promise<Answer<BegunSession>> {
  const { config, now } = context.services;
  const guess = { secretKey: config.secretKey, userId: account.id, typed, now: now() };
  const used = await useCode(unit, guess);
  if (!used) return refuseCode(context, unit, account, challenge);
  await removeChallenge(unit, challenge.id);
  await noteSignIn(unit, account.id, now());
  const begun = await beginSession(
    context,
    unit,
    holderOf(tenant, account, { isOn: true, isRequired: true }),
  );
  await tellRecoveryCode(context, unit, { viewer: begun.viewer, username: account.username, used });
  return done(begun);
}

/** Whoever comes here knew the password: the last wrong code is told in the trail. */
async function refuseCode(
  context: Context,
  unit: WriteUnit,
  account: Account,
  challenge: ChallengeRow,
): Promise<Answer<BegunSession>> {
  if (challenge.wrongCodes + 1 < mostWrongCodes) {
    await noteWrongCode(unit, challenge.id);
    return refused(wrongCode);
  }
  await removeChallenge(unit, challenge.id);
  const event = {
    action: 'user.second_factor_failed',
    subjectType: 'user' as const,
    subjectId: account.id,
    subjectLabel: account.username,
  };
  await recordEvent(unit, systemActor, context.origin, event, context.services.now());
  return refused(endedChallenge);
}

/** A recovery code is rare enough to be told: it may be somebody else who found the sheet. */
async function tellRecoveryCode(
  context: Context,
  unit: WriteUnit,
  { viewer, username, used }: { viewer: Viewer; username: string; used: UsedCode },
): Promise<void> {
  if (used !== 'recovery code' || !viewer.userId) return;
  const event = {
    action: 'user.recovery_code_used',
    subjectType: 'user' as const,
    subjectId: viewer.userId,
    subjectLabel: username,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, context.services.now());
}
