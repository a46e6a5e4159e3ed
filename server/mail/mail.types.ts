import { Field, ID, InputType, ObjectType, Root } from 'type-graphql';
import { Complaint } from '../complaints/complaint.types.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import { mailKinds, mailStates, type MailKind, type MailState } from './mail-kinds.ts';

const MailKinds = graphqlEnum<MailKind>('MailKind', 'What a mail is about.', mailKinds, {
  acknowledgement: 'To whoever complained: the complaint was received.',
  message: 'To whoever complained: there is a message.',
  question: 'To whoever complained: there is a question to answer.',
  resolved: 'To whoever complained: the final response, to accept or reject.',
  reminder: 'To whoever complained: the final response waits for an answer.',
  closed: 'To whoever complained: the complaint is closed.',
  closed_unanswered: 'To whoever complained: it was closed without an answer.',
  invitation: 'To a new user: a link to a password.',
  new_password: 'To a user whose password an administrator reset: a link to a new one.',
  password_reset: 'To a user who forgot the password: a link to a new one.',
  password_changed: 'To a user: the password was changed.',
  second_factor_changed: 'To a user: the second step of the sign-in was changed.',
  webhook_disabled: 'To an administrator: a webhook was switched off because nobody answers there.',
  assigned: 'To a member of staff: a complaint is theirs now.',
});

const MailStates = graphqlEnum<MailState>('MailState', 'What became of a mail.', mailStates, {
  waiting: 'It is tried, or will be tried again.',
  sent: 'The mail server took it.',
  failed: 'The mail server refused it for good, or for two days.',
  skipped: 'It was not worth sending any more, or must not be sent.',
});

@ObjectType({
  implements: Node,
  description: 'A mail that was sent, or is to be sent. For administrators.',
})
export class OutgoingMail {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('OutgoingMail', row.id);
  }

  @Field(() => MailKinds, { description: 'What it is about.' })
  kind!: MailKind;

  @Field(() => String, { description: 'The address that it goes to.' })
  recipient!: string;

  @Field(() => MailStates, { description: 'What became of it.' })
  state!: MailState;

  @Field(() => String, { nullable: true, description: 'Why it failed or was skipped.' })
  reason!: string | null;

  @Field(() => Complaint, { nullable: true, description: 'The complaint that it is about.' })
  complaint!: Complaint | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was sent, failed or was skipped.' })
  endedAt!: Date | null;
}

export const OutgoingMailConnection = connectionType<OutgoingMail>(
  'OutgoingMail',
  () => OutgoingMail,
  'outgoing mails',
);

@InputType({ description: 'Which mails; all conditions must hold.' })
export class OutgoingMailFilter {
  @Field(() => [MailStates], { nullable: true, description: 'What became of them.' })
  state?: MailState[] | null;
}

@ObjectType({ description: 'What this installation of the product can do.' })
export class Installation {
  @Field(() => Boolean, {
    description:
      'True when it sends e-mail; false: links to passwords come from an administrator, and nobody is notified.',
  })
  sendsMail!: boolean;
}
