import { Field, ID, ObjectType, Root } from 'type-graphql';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import { Organisation } from '../settings/organisation.types.ts';
import { scopeWords, tokenScopes, type TokenScope } from '../shared/token-scopes.ts';
import { User } from '../users/user.types.ts';

export const TokenScopes = graphqlEnum<TokenScope>(
  'ServiceTokenScope',
  'What software may do with a service token. What no scope names, no token may do.',
  tokenScopes,
  scopeWords,
);

type TokenState = 'active' | 'expired' | 'revoked';
const TokenStates = graphqlEnum<TokenState>(
  'ServiceTokenState',
  'Whether a service token is taken.',
  ['active', 'expired', 'revoked'],
  { active: 'It is taken.', expired: 'Its time is over.', revoked: 'An administrator ended it.' },
);

@ObjectType({
  implements: Node,
  description:
    'By this, software of a partner uses the API: `Authorization: Bearer rdr_…`. It belongs to the organisation and stays when whoever made it leaves. For administrators, and for the token itself.',
})
export class ServiceToken {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('ServiceToken', row.id);
  }

  @Field(() => String, { description: 'What it is called; the audit trail and notes of staff show it.' })
  name!: string;

  @Field(() => [TokenScopes], { description: 'What it may do.' })
  scopes!: TokenScope[];

  @Field(() => String, {
    description: 'The last four characters of its text, by which people know it again.',
  })
  ending!: string;

  @Field(() => TokenStates, { description: 'Whether it is taken.' })
  state!: TokenState;

  @Field(() => User, {
    nullable: true,
    description: 'Who made it; null when the operator did, on the command line.',
  })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null when it does not.' })
  expiresAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to about a minute; null when never.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null when it was not.' })
  revokedAt!: Date | null;

  @Field(() => Organisation, { description: 'The organisation that it belongs to: it sees no other.' })
  organisation!: Organisation;
}

export const ServiceTokenConnection = connectionType<ServiceToken>(
  'ServiceToken',
  () => ServiceToken,
  'service tokens',
);
