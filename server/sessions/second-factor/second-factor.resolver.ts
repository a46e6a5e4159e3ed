import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { completeSignIn } from '../complete-sign-in.ts';
import { CompleteSignInPayload, toSessionPayload, type SessionPayloadSource } from '../session.types.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import {
  CompleteSignInInput,
  ConfirmSecondFactorInput,
  ConfirmSecondFactorPayload,
  RenewRecoveryCodesInput,
  RenewRecoveryCodesPayload,
  StartSecondFactorInput,
  StartSecondFactorPayload,
  TurnOffSecondFactorInput,
  TurnOffSecondFactorPayload,
  type RecoveryCodesSource,
} from './second-factor.types.ts';
import { startSecondFactor } from './start-second-factor.ts';
import { turnOffSecondFactor } from './turn-off-second-factor.ts';

@Resolver()
export class SecondFactorResolver {
  @Mutation(() => CompleteSignInPayload, {
    description:
      'Begins the session of a sign-in whose password was right, with a code of the second factor.',
  })
  async completeSignIn(
    @Arg('input', () => CompleteSignInInput, { description: 'The sign-in and the code.' })
    input: CompleteSignInInput,
    @Ctx() context: Context,
  ): Promise<SessionPayloadSource> {
    return toSessionPayload(context, await completeSignIn(context, input));
  }

  @Mutation(() => StartSecondFactorPayload, {
    description:
      "Makes a secret for the viewer's authenticator app. It counts once a code confirms it; beginning again replaces it.",
  })
  async startSecondFactor(
    @Arg('input', () => StartSecondFactorInput, { description: 'The password.' })
    input: StartSecondFactorInput,
    @Ctx() context: Context,
  ): Promise<StartSecondFactorPayload> {
    const answer = await startSecondFactor(context, input);
    if (!answer.ok) return { secret: null, uri: null, errors: answer.refusals };
    return { ...answer.value, errors: [] };
  }

  @Mutation(() => ConfirmSecondFactorPayload, {
    description:
      "Turns the viewer's second factor on and gives the recovery codes. Other sessions end; this one goes on with `refreshSession`.",
  })
  async confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput, { description: 'A code.' })
    input: ConfirmSecondFactorInput,
    @Ctx() context: Context,
  ): Promise<RecoveryCodesSource> {
    const answer = await confirmSecondFactor(context, input);
    if (!answer.ok) return { recoveryCodes: null, errors: answer.refusals };
    return { recoveryCodes: answer.value.recoveryCodes, errors: [] };
  }

  @Mutation(() => RenewRecoveryCodesPayload, { description: 'Gives new recovery codes; the old ones end.' })
  async renewRecoveryCodes(
    @Arg('input', () => RenewRecoveryCodesInput, { description: 'Password and code.' })
    input: RenewRecoveryCodesInput,
    @Ctx() context: Context,
  ): Promise<RecoveryCodesSource> {
    const answer = await renewRecoveryCodes(context, input);
    if (!answer.ok) return { recoveryCodes: null, errors: answer.refusals };
    return { recoveryCodes: answer.value.recoveryCodes, errors: [] };
  }

  @Mutation(() => TurnOffSecondFactorPayload, {
    description:
      "Turns the viewer's second factor off; the session goes on with `refreshSession`. Where the organisation requires one, it may then do nothing but set one up.",
  })
  async turnOffSecondFactor(
    @Arg('input', () => TurnOffSecondFactorInput, { description: 'Password and code.' })
    input: TurnOffSecondFactorInput,
    @Ctx() context: Context,
  ): Promise<{ isOff: boolean; errors: Refusal[] }> {
    const answer = await turnOffSecondFactor(context, input);
    return { isOff: answer.ok, errors: answer.ok ? [] : answer.refusals };
  }
}
