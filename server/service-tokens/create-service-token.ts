import { actorOf } from '../audit/audit.store.ts';
import type { Context } from '../context.ts';
import { changeWithProof } from '../sessions/second-factor/own-account.ts';
import { done, type Answer } from '../shared/refusal.ts';
import { checkServiceToken, makeServiceToken, type ServiceTokenWish } from './make-service-token.ts';

/** Makes a token for software of a partner, after the administrator typed the password once more. */
export async function createServiceToken(
  context: Context,
  input: ServiceTokenWish & { password?: string | null },
): Promise<Answer<{ tokenId: string; text: string }>> {
  const checked = checkServiceToken(input, context.services.now());
  if (!checked.ok) return checked;
  return changeWithProof(context, input.password, async ({ unit, viewer, account, now }) =>
    done(
      await makeServiceToken(unit, checked.value, {
        actor: actorOf(viewer),
        userId: account.id,
        origin: context.origin,
        now,
      }),
    ),
  );
}
