import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Field, ID, Info, Int, ObjectType, Root, type ClassType } from 'type-graphql';
import { Category } from '../categories/category.types.ts';
import { signingKeyOf } from '../auth/signing-key.ts';
import type { Context } from '../context.ts';
import { PageArgs, connectionType } from '../graphql/connection.types.ts';
import { UserError } from '../graphql/errors.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { toPage, type Page, type RawPage } from '../graphql/page.ts';
import { DateTime } from '../graphql/scalars.ts';
import { dataKey } from '../graphql/selection.ts';
import { Person } from '../people/person.types.ts';
import type { Channel, CloseReason, Outcome, Priority } from '../shared/complaint.ts';
import { windowEnd, type ComplaintStatus, type WaitingFor } from '../shared/lifecycle.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { User } from '../users/user.types.ts';
import { viewerOf } from '../context.ts';
import { CommentConnection, type Comment } from './comments/comment.types.ts';
import { commentOrderName } from './comments/comment.queries.ts';
import {
  Channels,
  CloseReasons,
  ComplaintStatuses,
  Outcomes,
  Priorities,
  WaitingFors,
} from './complaint.enums.ts';
import { Deadline, deadlinesOf, type RawDeadlines } from './deadlines.ts';
import { findComplaint } from './find-complaint.ts';
import { factsOf, type RawFacts } from './lifecycle-facts.ts';
import { AvailableAction } from './lifecycle.types.ts';
import { signReceipt, type RawReceipt } from './receipt.ts';
import { Receipt } from './receipt.types.ts';
import { TimelineEventConnection, type TimelineEvent } from './timeline/timeline.types.ts';
import { timelineOrderName } from './timeline/timeline.queries.ts';
import { judgeFor } from './judge-for.ts';

@ObjectType({ description: 'Money that the organisation gives the consumer to put things right.' })
export class Redress {
  @Field(() => Int, { description: 'In minor units of the currency: cents, pence.' })
  amountMinor!: number;

  @Field(() => String, { description: 'ISO 4217, such as `USD`.' })
  currency!: string;
}

@ObjectType({ description: 'The resolution record: the final response to the complaint.' })
export class Resolution {
  @Field(() => Outcomes, { description: 'The answer.' })
  outcome!: Outcome;

  @Field(() => String, { description: 'The answer in words, as the consumer reads it.' })
  explanation!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What made it go wrong. For staff only; null for consumers.',
  })
  rootCause!: string | null;

  @Field(() => String, { nullable: true, description: 'What the organisation does about it.' })
  remedy!: string | null;

  @Field(() => Redress, { nullable: true, description: 'Money, when some is given.' })
  redress!: Redress | null;

  @Field(() => User, { nullable: true, description: 'Who gave it; null when it was imported.' })
  proposedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was given.' })
  resolvedAt!: Date;
}

@ObjectType({ description: "The consumer's acceptance of the resolution." })
export class Acceptance {
  @Field(() => String, { description: '`ONLINE` by the consumer, `SPOKEN` to the help desk.' })
  method!: string;

  @Field(() => String, {
    nullable: true,
    description: 'With a spoken acceptance: how and where it was given. For staff only; null for consumers.',
  })
  evidence!: string | null;

  @Field(() => DateTime, { description: 'When it was given.' })
  acceptedAt!: Date;
}

@ObjectType({ implements: Node, description: 'One complaint of one consumer.' })
export class Complaint {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Complaint', row.id);
  }

  @Field(() => String, {
    description: 'What people call it: `ACME-2026-000123`. Without gaps within a year.',
  })
  reference!: string;

  @Field(() => Int, { description: 'Grows with each change; inputs that change the complaint carry it.' })
  version!: number;

  @Field(() => ComplaintStatuses, { description: 'Where it stands.' })
  status!: ComplaintStatus;

  @Field(() => WaitingFors, { nullable: true, description: 'Whom it waits for, while in progress.' })
  waitingFor!: WaitingFor | null;

  @Field(() => String, { nullable: true, description: 'The question, or the reason for waiting.' })
  waitingReason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it waits.' })
  waitingSince!: Date | null;

  @Field(() => String, { description: 'In a line what it is about; 200 characters at most.' })
  subject!: string;

  @Field(() => String, {
    description: 'What happened, in the words of the consumer; 20,000 characters at most.',
  })
  description!: string;

  @Field(() => String, { nullable: true, description: 'What the consumer wants.' })
  desiredOutcome!: string | null;

  @Field(() => Channels, { description: 'How it reached the organisation.' })
  channel!: Channel;

  @Field(() => Priorities, { description: 'How urgent the organisation takes it.' })
  priority!: Priority;

  @Field(() => DateTime, {
    description: 'When the organisation received it, on whatever way; every clock starts here.',
  })
  receivedAt!: Date;

  @Field(() => DateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    description: 'When it last changed in what the viewer sees of it, comments included.',
  })
  updatedAt!: Date;

  @Field(() => Person, { description: 'Who complains.' })
  consumer!: Person;

  @Field(() => User, { nullable: true, description: 'Who works on it.' })
  assignee!: User | null;

  @Field(() => Category, {
    nullable: true,
    description: 'What it is about, in the terms of the organisation.',
  })
  category!: Category | null;

  @Field(() => Resolution, {
    nullable: true,
    description: 'The resolution that stands; null before, and after a rejection.',
  })
  resolution!: Resolution | null;

  @Field(() => [Resolution], {
    description:
      'Resolutions that do not stand any more, because the consumer rejected them or the complaint was reopened; oldest first.',
  })
  earlierResolutions!: Resolution[];

  @Field(() => Acceptance, { nullable: true, description: "The consumer's acceptance." })
  acceptance!: Acceptance | null;

  @Field(() => CloseReasons, { nullable: true, description: 'Why it is closed.' })
  closeReason!: CloseReason | null;

  @Field(() => DateTime, { nullable: true, description: 'When the resolution that stands was given.' })
  resolvedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null while it is not.' })
  closedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was closed for the first time; reports count this one.',
  })
  firstClosedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'While resolved: until when the consumer can reject the resolution, exclusive.',
  })
  confirmBy(@Root() row: RawFacts): Date | null {
    return row.raw_status === 'resolved' && row.raw_resolved_at
      ? windowEnd(new Date(row.raw_resolved_at), row.raw_reject_window_days)
      : null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'While closed: until when the consumer can reopen it, exclusive.',
  })
  reopenUntil(@Root() row: RawFacts): Date | null {
    return row.raw_closed_at ? windowEnd(new Date(row.raw_closed_at), row.raw_reopen_window_days) : null;
  }

  @Field(() => Int, { description: 'How often it came back: rejected or reopened.' })
  reopenCount!: number;

  @Field(() => Boolean, {
    description: 'True when a manager must decide who takes it: after the second rejection.',
  })
  needsManager!: boolean;

  @Field(() => Boolean, {
    description: 'True when the time for the final response is over and none is given.',
  })
  isOverdue!: boolean;

  @Field(() => Boolean, {
    description: 'True when it comes from another system; such a complaint has no deadlines.',
  })
  isImported!: boolean;

  @Field(() => String, { nullable: true, description: 'Its id in the system that it came from.' })
  externalReference!: string | null;

  @Field(() => Int, { description: 'How many comments the viewer may see.' })
  commentCount!: number;

  @Field(() => Receipt, {
    nullable: true,
    description:
      'The proof that it reached the organisation; null for imported ones and those from before there were receipts.',
  })
  receipt(@Root() row: { raw_receipt: RawReceipt | null }, @Ctx() context: Context): Receipt | null {
    const submission = row.raw_receipt?.submission ?? null;
    if (!row.raw_receipt || submission === null) return null;
    const key = signingKeyOf(context.services.config.auditSigningKey);
    const document = signReceipt(key, viewerOf(context).tenant.key, row.raw_receipt, submission);
    return { document, submissionHash: submission, keyId: key.id };
  }

  @Field(() => [Deadline], { description: 'Statutory deadlines: they run from receipt and never pause.' })
  deadlines(@Root() row: RawDeadlines, @Ctx() context: Context): Deadline[] {
    return deadlinesOf(row, context.services.now());
  }

  @Field(() => [AvailableAction], {
    description: 'Every action of the lifecycle: whether the viewer may do it now and, if not, why.',
  })
  availableActions(@Root() row: RawFacts, @Ctx() context: Context): AvailableAction[] {
    const viewer = viewerOf(context);
    return judgeFor(viewer, factsOf(row, viewer, context.services.now()));
  }

  @Field(() => CommentConnection, {
    description: 'The conversation and, for staff, the notes; oldest first.',
  })
  comments(
    @Root() row: Record<string, RawPage<Comment>>,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<Comment> {
    return toPage(row[dataKey('comments', { ...args })] ?? {}, args, { orderName: commentOrderName });
  }

  @Field(() => TimelineEventConnection, { description: 'The history as sentences; oldest first.' })
  timeline(
    @Root() row: Record<string, RawPage<TimelineEvent>>,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<TimelineEvent> {
    return toPage(row[dataKey('timeline', { ...args })] ?? {}, args, { orderName: timelineOrderName });
  }
}

export const ComplaintConnection = connectionType<Complaint>('Complaint', () => Complaint, 'complaints');

/** What a payload of a change on a complaint is made from. */
export interface ComplaintPayloadSource {
  complaintId: string | null;
  errors: Refusal[];
}

/** A payload that carries the complaint as it is after the change. */
export function complaintPayload(name: string): ClassType {
  @ObjectType(name, { description: 'The complaint after the change, or why nothing was changed.' })
  class Payload {
    complaintId!: string | null;

    @Field(() => Complaint, {
      nullable: true,
      description: 'The complaint after the change; null when there are errors.',
    })
    complaint(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Complaint | null> | null {
      return this.complaintId ? findComplaint(context, info, this.complaintId) : null;
    }

    @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
    errors!: Refusal[];
  }
  return Payload;
}

/** Shapes an answer into a payload. */
export function toComplaintPayload(answer: Answer<{ complaintId: string }>): ComplaintPayloadSource {
  return answer.ok
    ? { complaintId: answer.value.complaintId, errors: [] }
    : { complaintId: null, errors: answer.refusals };
}
