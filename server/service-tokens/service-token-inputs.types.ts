import { Field, ID, InputType, Int } from 'type-graphql';
import type { TokenScope } from '../shared/token-scopes.ts';
import { TokenScopes } from './service-token.types.ts';

@InputType({ description: 'A new service token.' })
export class CreateServiceTokenInput {
  @Field(() => String, { description: 'What it is for: 1 to 100 characters.' })
  name!: string;

  @Field(() => [TokenScopes], { description: 'What it may do: at least one.' })
  scopes!: TokenScope[];

  @Field(() => Int, {
    nullable: true,
    description: 'After how many days it ends by itself: 1 to 365, 90 when nothing is said.',
  })
  expiresInDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True for one that does not end by itself.' })
  neverExpires?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The viewer's own password. Left out by those whom an identity provider signs in: they must have signed in within ten minutes.",
  })
  password?: string | null;
}

@InputType({ description: 'The service token to end.' })
export class RevokeServiceTokenInput {
  @Field(() => ID, { description: "The token's id." })
  id!: string;
}
