import { Field, ID, InputType, Int } from 'type-graphql';
import { RoleEnum } from '../../auth/role.types.ts';
import type { Role } from '../../shared/roles.ts';

const attemptText = 'What the start gave and the browser kept.';
const callbackText =
  'The whole address, parameters and all, to which the provider sent the browser. It must be the one registered there.';

@InputType({ description: 'The identity provider as it shall be.' })
export class SaveIdentityProviderInput {
  @Field(() => Int, {
    description:
      'The version that the change is based on, 0 when none is set yet; refused with `STALE_VERSION` when it was changed since.',
  })
  version!: number;

  @Field(() => String, { description: 'What the button on the sign-in page calls it; 1 to 60 characters.' })
  label!: string;

  @Field(() => String, { description: 'The https address that the provider calls its issuer.' })
  issuer!: string;

  @Field(() => String, { description: 'What this installation is called there.' })
  clientId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Null keeps the one that is there, empty takes it away. For another issuer it has to be given again.',
  })
  clientSecret?: string | null;

  @Field(() => [String], {
    description: 'What to ask for, such as `profile` and `email`; `openid` is added.',
  })
  scopes!: string[];

  @Field(() => Boolean, {
    description: 'True: people can sign in by it. It is asked for its metadata first.',
  })
  isEnabled!: boolean;

  @Field(() => RoleEnum, {
    nullable: true,
    description:
      'The role of users that are made at their first sign-in, not `ADMIN`; null: only users who were linked sign in.',
  })
  newUserRole?: Role | null;

  @Field(() => Boolean, {
    description: 'True: passwords of staff are not taken any more, those of administrators excepted.',
  })
  staffMustUse!: boolean;
}

@InputType({ description: 'Where somebody wants to sign in by the identity provider.' })
export class StartProviderSignInInput {
  @Field(() => String, {
    description: "The organisation's short name, as in its web address; case does not matter.",
  })
  organisation!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The last part of the link of an invitation or a reset: the account at the provider is linked to its user.',
  })
  invitationToken?: string | null;
}

@InputType({ description: 'A sign-in that came back from the identity provider.' })
export class CompleteProviderSignInInput {
  @Field(() => String, { description: attemptText })
  attempt!: string;

  @Field(() => String, { description: callbackText })
  callbackUrl!: string;
}

@InputType({ description: 'That it is the viewer who links an account.' })
export class StartIdentityLinkInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The password of the viewer. Users without one have to have signed in within the last ten minutes.',
  })
  currentPassword?: string | null;
}

@InputType({ description: 'An account that came back from the identity provider.' })
export class CompleteIdentityLinkInput {
  @Field(() => String, { description: attemptText })
  attempt!: string;

  @Field(() => String, { description: callbackText })
  callbackUrl!: string;
}

@InputType({ description: 'Whose accounts at the identity provider are taken away.' })
export class UnlinkIdentityInput {
  @Field(() => ID, { description: 'The viewer, or for administrators any user.' })
  userId!: string;
}
