import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, Info, InputType, ObjectType, type ClassType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { UserError } from '../../graphql/errors.types.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { findViewer } from '../viewer.queries.ts';
import { ViewerNode } from '../viewer.types.ts';

const passwordText =
  "The viewer's password, once more. Who has none, because an identity provider signs them in, leaves it out: then the sign-in must be less than ten minutes old.";
const codeText = 'A code of the second factor, or a recovery code. Either is taken once.';

@InputType({ description: 'A new second factor for the viewer.' })
export class StartSecondFactorInput {
  @Field(() => String, { nullable: true, description: passwordText })
  password!: string | null;
}

@InputType({ description: 'The proof that the device has the secret.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'The six digits that the app shows.' })
  code!: string;
}

@InputType({ description: 'The proof that it is the viewer who asks.' })
export class RenewRecoveryCodesInput {
  @Field(() => String, { nullable: true, description: passwordText })
  password!: string | null;

  @Field(() => String, { description: codeText })
  code!: string;
}

@InputType({ description: 'The proof that it is the viewer who asks.' })
export class TurnOffSecondFactorInput {
  @Field(() => String, { nullable: true, description: passwordText })
  password!: string | null;

  @Field(() => String, { description: codeText })
  code!: string;
}

@InputType({ description: 'The code that a sign-in waits for.' })
export class CompleteSignInInput {
  @Field(() => String, { description: 'From the `SecondFactorRequiredError` of the sign-in.' })
  challenge!: string;

  @Field(() => String, { description: codeText })
  code!: string;
}

@ObjectType({ description: 'What the device needs to know, or why nothing was begun.' })
export class StartSecondFactorPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret in base32, for people who type it. It is shown this one time.',
  })
  secret!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same as an `otpauth:` address, which authenticator apps take as a QR code.',
  })
  uri!: string | null;

  @Field(() => [UserError], { description: 'Why nothing was begun; empty when it was.' })
  errors!: Refusal[];
}

export interface RecoveryCodesSource {
  recoveryCodes: string[] | null;
  errors: Refusal[];
}

/** A payload that carries new recovery codes. */
function recoveryCodesPayload(name: string): ClassType<RecoveryCodesSource> {
  @ObjectType(name, { description: 'The recovery codes, or why nothing was changed.' })
  class Payload {
    @Field(() => [String], {
      nullable: true,
      description: 'Ten codes, each good for one sign-in without the device. They are shown this one time.',
    })
    recoveryCodes!: string[] | null;

    @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
    errors!: Refusal[];
  }
  return Payload;
}

export const ConfirmSecondFactorPayload = recoveryCodesPayload('ConfirmSecondFactorPayload');
export const RenewRecoveryCodesPayload = recoveryCodesPayload('RenewRecoveryCodesPayload');

@ObjectType({ description: 'The viewer without a second factor, or why it stays.' })
export class TurnOffSecondFactorPayload {
  isOff!: boolean;

  @Field(() => ViewerNode, { nullable: true, description: 'The viewer; null when there are errors.' })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ViewerNode | null> | null {
    return this.isOff ? findViewer(context, info) : null;
  }

  @Field(() => [UserError], { description: 'Why it stays; empty when it is off.' })
  errors!: Refusal[];
}
