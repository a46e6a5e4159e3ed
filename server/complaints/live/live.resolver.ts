import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Resolver, Subscription } from 'type-graphql';
import { viewerOf, type Context } from '../../context.ts';
import { fromGlobalId } from '../../graphql/global-id.ts';
import type { LiveEvent } from '../../live/live-event.ts';
import { ComplaintFilter } from '../complaint-filter.types.ts';
import { readComplaintChange, readListChange, readNotifications } from './live.queries.ts';
import { ComplaintChange, ComplaintListChange, Notification } from './live.types.ts';
import { isWorthALook, mayHear, reasonToTell, type NotificationReason } from './who-hears.ts';

/** Each event of a stream is an operation of its own (server/api/live), so that there is nothing for graphql-js to subscribe to. */
const subscribe = () => {
  throw new Error('Streams are served by server/api/live');
};

@Resolver()
export class LiveResolver {
  @Subscription(() => ComplaintChange, {
    nullable: true,
    subscribe,
    description:
      'A complaint, at once and whenever something happens to it. The stream ends when there is none of that id that the viewer may see, or not any more.',
  })
  async complaintChanged(
    @Arg('id', () => ID, { description: "The complaint's id." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintChange | null> {
    const { changes, follow } = eventOf(context);
    const viewer = viewerOf(context);
    const uuid = fromGlobalId('Complaint', id);
    const eventIds = changes.map(({ eventId }) => eventId);
    const change = uuid && (await readComplaintChange(context, info, uuid, eventIds));
    if (!change) return null;
    follow((other) => other.complaintId === uuid && isWorthALook(viewer, other));
    return change;
  }

  @Subscription(() => ComplaintListChange, {
    nullable: true,
    subscribe,
    description: 'What changes among the complaints that the viewer may see.',
  })
  async complaintsChanged(
    @Arg('filter', () => ComplaintFilter, { nullable: true, description: 'Which ones the list shows.' })
    filter: ComplaintFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintListChange | null> {
    const { changes, isResync, follow } = eventOf(context);
    const viewer = viewerOf(context);
    follow((change) => mayHear(viewer, change));
    const uuids = [...new Set(changes.map(({ complaintId }) => complaintId))];
    const change = await readListChange(context, info, uuids, filter ?? {}, { evenIfNone: isResync });
    return change && { ...change, isResync };
  }

  @Subscription(() => [Notification], {
    nullable: true,
    subscribe,
    description:
      'What others do that is about the viewer, as it happens. Nothing is kept: what happens while nobody listens stands in the history of the complaint.',
  })
  async notifications(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Notification[] | null> {
    const { changes, follow } = eventOf(context);
    const viewer = viewerOf(context);
    follow((change) => reasonToTell(viewer, change) !== null);
    const reasons = new Map(
      changes.flatMap((change): [string, NotificationReason][] => {
        const reason = reasonToTell(viewer, change);
        return reason ? [[change.eventId, reason]] : [];
      }),
    );
    const told = reasons.size > 0 ? await readNotifications(context, info, reasons) : [];
    return told.length > 0 ? told : null;
  }
}

function eventOf(context: Context): LiveEvent {
  if (!context.live) throw new Error('A subscription outside a stream');
  return context.live;
}
