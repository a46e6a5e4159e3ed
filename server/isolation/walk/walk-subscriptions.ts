import type { GraphQLField } from 'graphql';
import { fromGlobalId } from '../../graphql/global-id.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import type { ScratchOrganisation } from '../scratch/scratch-tenants.ts';
import { queryDocument, ownArguments, walkQuery } from './walk-queries.ts';
import { ask, askAsUs, everybodyOf, sameAnswer, type Walk } from './walk.ts';

const nobodysUuid = '01890000-0000-7000-8000-000000000000';

/**
 * Answers events of one subscription as everybody of ours: first those of our own complaint, with each id of theirs at each place; then those
 * of their complaint, as if a notice had named us. These must say what events that nobody has say.
 */
export async function walkSubscription(walk: Walk, field: GraphQLField<unknown, unknown>): Promise<void> {
  const { ours, theirs, notebook } = walk;
  const { caller } = walk.caller;
  const name = `Subscription.${field.name}`;
  const own = await eventsOf(walk, ours);
  const strange = await eventsOf(walk, theirs);
  if (own.length === 0 || strange.length === 0) {
    notebook.found('not-covered', name, 'a scratch organisation has no complaint with a history.');
    return;
  }
  for (const [who, viewer] of everybodyOf(ours)) {
    // Told so that this very viewer would hear of it, if its ids were the viewer's business.
    const toldTo = (event: { eventId: string; complaintId: string }): ChangeFact => ({
      ...event,
      action: 'complaint.commented',
      actorId: null,
      consumerId: viewer?.personId ?? nobodysUuid,
      assigneeId: viewer?.userId ?? null,
    });
    const args = ownArguments(walk, field, ours) ?? {};
    const document = queryDocument(walk, field, []);
    caller.heard = [toldTo({ eventId: nobodysUuid, complaintId: nobodysUuid })];
    const nobody = await askAsUs(walk, viewer, `${name} as ${who}, of nobody`, document, args);
    caller.heard = strange.map(toldTo);
    const answer = await askAsUs(walk, viewer, `${name} as ${who}, of theirs`, document, args);
    notebook.looked('events of the other organisation', strange.length);
    if (!sameAnswer(answer, nobody))
      notebook.found('telling', `${name} as ${who}`, 'answers their events in another way than nobody’s.');
    caller.heard = own.map(toldTo);
    if (who === 'admin') await walkQuery(walk, field);
  }
  caller.heard = [];
}

/** The events of an organisation's complaint, by their ids. */
async function eventsOf(
  walk: Walk,
  side: ScratchOrganisation,
): Promise<{ eventId: string; complaintId: string }[]> {
  const id = side.ids['Complaint'] as string;
  const query = 'query ($id: ID!) { complaint(id: $id) { timeline { nodes { id } } } }';
  const { data } = await ask(
    walk,
    side,
    side.organisation.viewers.admin,
    'the events of a complaint',
    query,
    {
      id,
    },
  );
  const { complaint } = data as { complaint: { timeline: { nodes: { id: string }[] } } | null };
  const complaintId = fromGlobalId('Complaint', id) ?? nobodysUuid;
  return (complaint?.timeline.nodes ?? []).map((event) => ({
    eventId: fromGlobalId('TimelineEvent', event.id) ?? nobodysUuid,
    complaintId,
  }));
}
