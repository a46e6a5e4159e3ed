import { Field, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphql/enum.ts';
import { DateTime } from '../graphql/scalars.ts';

const deadlineKinds = ['acknowledgement', 'final_response'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

const DeadlineKinds = graphqlEnum<DeadlineKind>(
  'DeadlineKind',
  'What has to happen in time.',
  deadlineKinds,
  {
    acknowledgement: 'The consumer is told that the complaint was received.',
    final_response: 'The consumer gets the final response: the complaint is resolved.',
  },
);

@ObjectType({ description: 'A statutory deadline: it runs in calendar days from receipt and never pauses.' })
export class Deadline {
  @Field(() => DeadlineKinds, { description: 'What has to happen.' })
  kind!: DeadlineKind;

  @Field(() => DateTime, { description: 'Before when, exclusive.' })
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it happened; null while it has not.' })
  metAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'True when it happened too late, or has not happened and the time is over; it stops when the complaint is closed.',
  })
  isOverdue!: boolean;
}

/** The raw keys that deadlines are made of: ISO text or null. */
export interface RawDeadlines {
  raw_acknowledge_by: string | null;
  raw_acknowledged_at: string | null;
  raw_final_response_by: string | null;
  raw_final_responded_at: string | null;
  /** When it was closed: a deadline that was not met runs until then. */
  raw_ended_at: string | null;
}

/** The deadlines of a complaint; none when it was imported. */
export function deadlinesOf(row: RawDeadlines, now: Date): Deadline[] {
  const end = row.raw_ended_at === null ? now : new Date(row.raw_ended_at);
  return [
    ...deadline('acknowledgement', row.raw_acknowledge_by, row.raw_acknowledged_at, end),
    ...deadline('final_response', row.raw_final_response_by, row.raw_final_responded_at, end),
  ];
}

function deadline(kind: DeadlineKind, by: string | null, met: string | null, end: Date): Deadline[] {
  if (by === null) return [];
  const dueAt = new Date(by);
  const metAt = met === null ? null : new Date(met);
  return [{ kind, dueAt, metAt, isOverdue: (metAt ?? end) >= dueAt }];
}
