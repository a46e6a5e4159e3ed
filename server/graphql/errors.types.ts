import { type GraphQLResolveInfo } from 'graphql';
import {
  Ctx,
  Field,
  Info,
  Int,
  InterfaceType,
  ObjectType,
  registerEnumType,
  type ClassType,
} from 'type-graphql';
import type { Context } from '../context.ts';
import { errorCodes, type ErrorCode, type Refusal } from '../shared/refusal.ts';
import { noteRefusal } from '../telemetry/work.ts';
import { Node } from './node.types.ts';

const codeDescriptions: Record<ErrorCode, string> = {
  NOT_FOUND: 'There is no such thing, or the viewer may not see it.',
  INVALID_INPUT: 'A field of the input is not right; `path` names it.',
  NOT_ALLOWED: 'The viewer may not do this to this thing, or not now; the message says why.',
  CONFLICT: 'Something like it exists already.',
  STALE_VERSION: 'The thing was changed since the version that the input carries.',
  INVALID_TRANSITION:
    "The complaint's status, or a rule of its lifecycle, does not let the action happen now.",
  INVALID_CREDENTIALS: 'The sign-in, token or link is not valid.',
  RATE_LIMITED: 'It was tried too often; nothing was checked or done.',
  SECOND_FACTOR_REQUIRED: 'The password was right; a code of the second factor is needed too.',
  IDEMPOTENCY_KEY_REUSED: 'The `Idempotency-Key` was sent before, with something else.',
};
const ErrorCodes = Object.fromEntries(errorCodes.map((code) => [code, code]));
registerEnumType(ErrorCodes, {
  name: 'ErrorCode',
  description: 'The stable codes of typed errors. New ones may be added.',
  valuesConfig: Object.fromEntries(errorCodes.map((code) => [code, { description: codeDescriptions[code] }])),
});

const typeOfCode: Record<ErrorCode, string> = {
  NOT_FOUND: 'NotFoundError',
  INVALID_INPUT: 'InputError',
  NOT_ALLOWED: 'NotAllowedError',
  CONFLICT: 'ConflictError',
  STALE_VERSION: 'StaleVersionError',
  INVALID_TRANSITION: 'InvalidTransitionError',
  INVALID_CREDENTIALS: 'CredentialsError',
  RATE_LIMITED: 'RateLimitedError',
  SECOND_FACTOR_REQUIRED: 'SecondFactorRequiredError',
  IDEMPOTENCY_KEY_REUSED: 'ConflictError',
};

@InterfaceType({
  description: 'An expected no, as part of the answer of a mutation.',
  resolveType({ code }: Refusal) {
    noteRefusal(code);
    return typeOfCode[code];
  },
})
export abstract class UserError {
  @Field(() => ErrorCodes, { description: 'For software.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'For people: what was wrong, and what would be right.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The field of the input, outermost first; null when it is about the whole.',
  })
  path!: string[] | null;
}

/** An error type that has nothing beyond the interface. */
function plainError(name: string, description: string): ClassType {
  @ObjectType(name, { implements: UserError, description })
  class PlainError extends UserError {}
  return PlainError;
}

@ObjectType({
  implements: UserError,
  description: 'The thing was changed since the version that the input carries; nothing was written.',
})
class StaleVersionError extends UserError {
  currentId?: string;
  currentType?: string;

  @Field(() => Node, { nullable: true, description: 'The thing as it is now.' })
  current(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return this.currentType && this.currentId
      ? context.findNode(this.currentType, this.currentId, info)
      : null;
  }
}

@ObjectType({
  implements: UserError,
  description: 'It was tried too often; nothing was checked or done.',
})
class RateLimitedError extends UserError {
  @Field(() => Int, { description: 'After how many seconds it may be tried again.' })
  retryAfterSeconds!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The password was right. The session begins with `completeSignIn`.',
})
class SecondFactorRequiredError extends UserError {
  @Field(() => String, {
    description: 'Goes to `completeSignIn` with a code; good for ten minutes and five wrong codes.',
  })
  challenge!: string;
}

/** The concrete error types of every room: interfaces alone would not bring them into the schema. */
export const errorTypes = [
  plainError('NotFoundError', 'There is no such thing, or the viewer may not see it.'),
  plainError('InputError', 'A field of the input is not right; `path` names it.'),
  plainError('NotAllowedError', 'The viewer may not do this to this thing, or not now.'),
  plainError('ConflictError', 'Something like it exists already, or was sent before.'),
  plainError('CredentialsError', 'The sign-in, token or link is not valid.'),
  StaleVersionError,
  RateLimitedError,
  SecondFactorRequiredError,
];
