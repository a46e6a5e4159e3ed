import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { RoleEnum } from '../../auth/role.types.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { Node } from '../../graphql/node.types.ts';
import { DateTime } from '../../graphql/scalars.ts';
import type { Role } from '../../shared/roles.ts';

@ObjectType({
  implements: Node,
  description: "The organisation's identity provider (OpenID Connect), by which its people sign in.",
})
export class IdentityProvider {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('IdentityProvider', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; the input that changes it carries it.' })
  version!: number;

  @Field(() => String, { description: 'What the button on the sign-in page calls it.' })
  label!: string;

  @Field(() => String, { description: 'Its address, exactly as it calls itself.' })
  issuer!: string;

  @Field(() => String, { description: 'What this installation is called there.' })
  clientId!: string;

  @Field(() => Boolean, { description: 'True when a client secret is kept. It is never told.' })
  hasClientSecret!: boolean;

  @Field(() => [String], { description: 'What is asked for; `openid` is always among them.' })
  scopes!: string[];

  @Field(() => Boolean, { description: 'True when people can sign in by it.' })
  isEnabled!: boolean;

  @Field(() => RoleEnum, {
    nullable: true,
    description:
      'The role of users that are made at their first sign-in; null: only users who were linked sign in.',
  })
  newUserRole!: Role | null;

  @Field(() => Boolean, {
    description: 'True when staff sign in by it alone; administrators keep their passwords for emergencies.',
  })
  staffMustUse!: boolean;
}

@ObjectType({ description: 'How people get in to an organisation besides with a password.' })
export class SignInOptions {
  @Field(() => String, {
    nullable: true,
    description: 'What the button of the identity provider says; null when there is none.',
  })
  providerLabel!: string | null;

  @Field(() => Boolean, { description: 'True when passwords of staff are not taken.' })
  staffMustUseProvider!: boolean;

  @Field(() => Boolean, { description: 'True when consumers can register.' })
  registrationOpen!: boolean;

  @Field(() => Boolean, { description: 'True when complaints are taken without an account.' })
  publicFormOpen!: boolean;
}

@ObjectType({ description: "A user's account at the organisation's identity provider." })
export class ExternalIdentity {
  @Field(() => String, { description: 'The provider, as it calls itself.' })
  issuer!: string;

  @Field(() => String, { description: 'The account, as the provider knows it for good.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the provider called the account when it was linked.',
  })
  accountName!: string | null;

  @Field(() => DateTime, { description: 'Since when the user can sign in by it.' })
  linkedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the user last signed in by it; null when never.',
  })
  lastUsedAt!: Date | null;
}
