import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, ID, Info, InputType, Int, ObjectType, Root } from 'type-graphql';
import { Category } from '../categories/category.types.ts';
import { viewerOf, type Context } from '../context.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { callbackUrlOf } from '../sessions/identity-provider/sign-in-attempt.ts';
import { listFormCategories, type OpenForm } from './public-form.ts';

const limitText = 'Money above which a manager must resolve, in minor units of the currency: cents, pence.';
const reminderText =
  'After how many days without an answer to a resolution the consumer is reminded; ascending, each before the complaint is closed.';
const zoneText = 'The time zone of its days, as the IANA database names it, such as `Europe/London`.';
const secondFactorText =
  'True: staff sign in with a second factor; those who have none may do nothing but set one up.';
const mailOnText =
  'True: whoever complains hears by e-mail what happens, where an address is known. Mail about accounts, and to staff, is sent in any case.';
const senderText = 'As whom mail comes; null: by the full name.';
const replyText = 'Where answers to mail go; null: mail says that answers are not read.';
const surnamesText = 'False: consumers see only the given names of staff.';

@ObjectType({
  implements: Node,
  description: 'The organisation that the viewer belongs to, with its settings.',
})
export class Organisation {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Organisation', row.id);
  }

  @Field(() => String, { description: 'Its short name, as in its web address and at sign-in.' })
  slug(@Ctx() context: Context): string {
    return viewerOf(context).tenant.slug;
  }

  @Field(() => String, {
    description: 'Where an identity provider sends people back to; it has to be registered there.',
  })
  providerCallbackUrl(@Ctx() context: Context): string {
    return callbackUrlOf(context.services, viewerOf(context).tenant);
  }

  @Field(() => String, { description: 'Its full name.' })
  name!: string;

  @Field(() => Int, {
    description: 'Grows with each change of the settings; the input that changes them carries it.',
  })
  version!: number;

  @Field(() => Boolean, { description: 'True when consumers can make an account by themselves.' })
  registrationOpen!: boolean;

  @Field(() => Boolean, { description: 'True when anybody can complain without an account.' })
  publicFormOpen!: boolean;

  @Field(() => Int, { description: 'Within how many calendar days of receipt a complaint is acknowledged.' })
  acknowledgeWithinDays!: number;

  @Field(() => Int, { description: 'Within how many calendar days of receipt the final response is given.' })
  finalResponseWithinDays!: number;

  @Field(() => Int, { description: 'For how many days the consumer can reject a resolution.' })
  rejectWindowDays!: number;

  @Field(() => Int, { description: 'For how many days the consumer can reopen a closed complaint.' })
  reopenWindowDays!: number;

  @Field(() => Int, { description: 'After how many days without an answer a resolved complaint is closed.' })
  closeAfterDays!: number;

  @Field(() => [Int], { description: reminderText })
  reminderDays!: number[];

  @Field(() => Int, { nullable: true, description: `${limitText} For staff.` })
  redressLimitMinor!: number | null;

  @Field(() => String, { description: 'Of its redress: ISO 4217, such as `USD`.' })
  currency!: string;

  @Field(() => String, { description: zoneText })
  timeZone!: string;

  @Field(() => Boolean, { description: surnamesText })
  showStaffSurnames!: boolean;

  @Field(() => Boolean, { description: secondFactorText })
  staffSecondFactor!: boolean;

  @Field(() => Boolean, { description: mailOnText })
  consumerMailOn!: boolean;

  @Field(() => String, { nullable: true, description: senderText })
  mailSenderName!: string | null;

  @Field(() => String, { nullable: true, description: replyText })
  mailReplyTo!: string | null;
}

@ObjectType({ description: 'What a visitor needs to complain without an account.' })
export class PublicForm {
  @Field(() => String, { description: 'The short name of the organisation, for `submitPublicComplaint`.' })
  organisation!: string;

  @Field(() => String, { description: 'The full name of the organisation.' })
  name!: string;

  @Field(() => [Category], {
    description: 'The root categories that can be chosen, by name, with their sub-categories inside.',
  })
  categories(
    @Root() form: OpenForm,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Category[]> {
    return listFormCategories(context, info, form.tenant);
  }
}

@InputType({ description: 'The settings as they shall be, all of them. What runs already keeps its dates.' })
export class UpdateOrganisationInput {
  @Field(() => Int, {
    description:
      'The version that the change is based on; refused with `STALE_VERSION` when the settings were changed since.',
  })
  version!: number;

  @Field(() => String, { description: 'The full name; 1 to 200 characters.' })
  name!: string;

  @Field(() => Boolean, { description: 'True: consumers can make an account by themselves.' })
  registrationOpen!: boolean;

  @Field(() => Boolean, { description: 'True: anybody can complain without an account.' })
  publicFormOpen!: boolean;

  @Field(() => Int, {
    description: 'Within how many calendar days of receipt a complaint is acknowledged; 1 to 365.',
  })
  acknowledgeWithinDays!: number;

  @Field(() => Int, {
    description: 'Within how many calendar days of receipt the final response is given; 1 to 365.',
  })
  finalResponseWithinDays!: number;

  @Field(() => Int, { description: 'For how many days the consumer can reject a resolution; 1 to 365.' })
  rejectWindowDays!: number;

  @Field(() => Int, {
    description: 'For how many days the consumer can reopen a closed complaint; 1 to 365.',
  })
  reopenWindowDays!: number;

  @Field(() => Int, {
    description: 'After how many days without an answer a resolved complaint is closed; 1 to 365.',
  })
  closeAfterDays!: number;

  @Field(() => [Int], { description: `${reminderText} At most ten; empty for none.` })
  reminderDays!: number[];

  @Field(() => Int, { description: limitText })
  redressLimitMinor!: number;

  @Field(() => String, {
    description: 'Of redress from now on: ISO 4217, such as `USD`. What was given keeps its currency.',
  })
  currency!: string;

  @Field(() => String, { description: zoneText })
  timeZone!: string;

  @Field(() => Boolean, { description: surnamesText })
  showStaffSurnames!: boolean;

  @Field(() => Boolean, { description: secondFactorText })
  staffSecondFactor!: boolean;

  @Field(() => Boolean, { description: mailOnText })
  consumerMailOn!: boolean;

  @Field(() => String, { nullable: true, description: senderText })
  mailSenderName?: string | null;

  @Field(() => String, { nullable: true, description: replyText })
  mailReplyTo?: string | null;
}
