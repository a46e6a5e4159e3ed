import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { RoleEnum } from '../auth/role.types.ts';
import { Complaint } from '../complaints/complaint.types.ts';
import { viewerOf, type Context } from '../context.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Person } from '../people/person.types.ts';
import { Organisation } from '../settings/organisation.types.ts';
import type { Role } from '../shared/roles.ts';
import { ExternalIdentity } from './identity-provider/identity-provider.types.ts';
import { User } from '../users/user.types.ts';
import { SecondFactor } from './second-factor/second-factor-state.types.ts';

@ObjectType('Viewer', {
  description: 'Who asks: a user who signed in, or a person who follows the tracking link of one complaint.',
})
export class ViewerNode {
  @Field(() => ID, { description: 'Of the session: the same until it ends.' })
  id(@Ctx() context: Context): string {
    return toGlobalId('Session', viewerOf(context).sessionId);
  }

  @Field(() => RoleEnum, {
    description: 'What the viewer is in the organisation; `CONSUMER` for somebody with a tracking link.',
  })
  role(@Ctx() context: Context): Role {
    const { role } = viewerOf(context);
    if (role === 'service') throw new Error('Software has no role');
    return role;
  }

  @Field(() => String, { description: 'How others see the viewer.' })
  displayName(@Ctx() context: Context): string {
    return viewerOf(context).displayName;
  }

  @Field(() => Boolean, {
    description:
      'True when the organisation requires a second factor and the viewer has none: this session may do nothing but set one up.',
  })
  mustSetUpSecondFactor(@Ctx() context: Context): boolean {
    return viewerOf(context).mustSetUpFactor;
  }

  @Field(() => SecondFactor, {
    nullable: true,
    description: "How it stands with the viewer's second factor; null with a tracking link.",
  })
  secondFactor!: SecondFactor | null;
  @Field(() => Boolean, { description: 'True when the viewer can sign in with a password.' })
  hasPassword!: boolean;

  @Field(() => [ExternalIdentity], {
    description: "The viewer's accounts at the organisation's identity provider.",
  })
  externalIdentities!: ExternalIdentity[];

  @Field(() => User, { nullable: true, description: "The viewer's account; null with a tracking link." })
  user!: User | null;

  @Field(() => Person, { nullable: true, description: 'The complainant that the viewer is; null for staff.' })
  person!: Person | null;

  @Field(() => Organisation, { description: 'The organisation that everything in this session belongs to.' })
  organisation!: Organisation;

  @Field(() => Complaint, {
    nullable: true,
    description: 'The one complaint of a tracking link; null for users.',
  })
  trackedComplaint!: Complaint | null;
}
