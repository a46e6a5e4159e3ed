import { Field, ID, ObjectType, Root } from 'type-graphql';
import { graphqlEnum } from '../../graphql/enum.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { Complaint } from '../complaint.types.ts';
import { TimelineEvent } from '../timeline/timeline.types.ts';
import { notificationReasons, type NotificationReason } from './who-hears.ts';

@ObjectType({ description: 'A complaint, and what happened to it since the last event of the stream.' })
export class ComplaintChange {
  @Field(() => [TimelineEvent], {
    description:
      'What happened, oldest first, as far as the viewer sees the history. Empty in the first event, and where changes may have been missed: then compare the complaint with what you have.',
  })
  events!: TimelineEvent[];

  @Field(() => Complaint, { description: 'The complaint as it is now, as the viewer may see it.' })
  complaint!: Complaint;
}

@ObjectType({ description: 'What changed in a list of complaints since the last event of the stream.' })
export class ComplaintListChange {
  @Field(() => Boolean, {
    description: 'True in the first event, and where changes may have been missed: load the list again.',
  })
  isResync!: boolean;

  @Field(() => [Complaint], { description: 'Complaints that changed and belong to the list now.' })
  changed!: Complaint[];

  @Field(() => [ID], {
    description:
      'Complaints that changed and do not belong to the list: take them out where they stand in it.',
  })
  left(@Root() row: { raw_left: string[] }): string[] {
    return row.raw_left.map((uuid) => toGlobalId('Complaint', uuid));
  }
}

const NotificationReasons = graphqlEnum<NotificationReason>(
  'NotificationReason',
  'Why somebody is told of something.',
  notificationReasons,
  {
    own: 'It is the viewer’s own complaint.',
    assigned: 'The complaint was given to the viewer.',
    yours: 'The viewer works on the complaint.',
    decision: 'A manager has to decide who takes the complaint.',
  },
);

@ObjectType({ description: 'Something that somebody else did and that is about the viewer.' })
export class Notification {
  @Field(() => NotificationReasons, { description: 'Why the viewer is told.' })
  reason!: NotificationReason;

  @Field(() => TimelineEvent, { description: 'What happened.' })
  event!: TimelineEvent;

  @Field(() => Complaint, { description: 'The complaint that it happened to.' })
  complaint!: Complaint;
}
