import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allTasks } from '../api/tasks.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo, resolution } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { listAwaitingConfirmation } from './awaiting-confirmation.queries.ts';
import { sweepComplaint, sweepUnanswered } from './moves/close-unanswered.ts';

let api: TestApi;
let acme: TestOrganisation;
const day = 86_400_000;
/** When the complaint of the test was resolved. */
let resolvedAt: number;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());
beforeEach(() => {
  resolvedAt = api.clock.now.getTime();
});

function daysLater(days: number, milliseconds = 0): void {
  api.clock.now = new Date(resolvedAt + days * day + milliseconds);
}

const sweep = () => sweepUnanswered(api.database.pools, acme.tenant.key, api.clock.now);

interface Story {
  status: string;
  closeReason: string | null;
  version: number;
  timeline: { nodes: { action: string; summary: string; actorKind: string }[] };
}

/** How the complaint stands, and what happened since it was resolved. */
async function storyOf(id: string): Promise<Story & { since: string[] }> {
  const { complaint } = await api.get<{ complaint: Story }>(
    acme.viewers.consumer,
    'query ($id: ID!) { complaint(id: $id) { status closeReason version timeline(first: 100) { nodes { action summary actorKind } } } }',
    { id },
  );
  const { nodes } = complaint.timeline;
  const from = nodes.findLastIndex(({ action }) => action === 'complaint.resolved');
  return { ...complaint, since: nodes.slice(from + 1).map(({ action }) => action.replace('complaint.', '')) };
}

describe('a resolution that nobody answers', () => {
  it('is reminded of on day 5 and day 10 and closed on day 14, at the moment and not before', async () => {
    const { id } = await bringTo(api, acme, 'resolved');
    const expectSince = async (since: string[]) => {
      await sweep();
      expect((await storyOf(id)).since).toEqual(since);
    };
    daysLater(5, -1);
    await expectSince([]);
    daysLater(5);
    await expectSince(['reminded']);
    daysLater(9);
    await expectSince(['reminded']);
    daysLater(10, -1);
    await expectSince(['reminded']);
    daysLater(10);
    await expectSince(['reminded', 'reminded']);
    daysLater(14, -1);
    await expectSince(['reminded', 'reminded']);
    daysLater(14);
    await expectSince(['reminded', 'reminded', 'closed_unanswered']);
    const story = await storyOf(id);
    expect(story).toMatchObject({ status: 'CLOSED', closeReason: 'UNANSWERED' });
    expect(story.timeline.nodes.at(-1)).toMatchObject({
      actorKind: 'SYSTEM',
      summary: 'The complaint was closed because the resolution was not answered in time.',
    });
    daysLater(100);
    await expectSince(['reminded', 'reminded', 'closed_unanswered']);
  });

  it('is told until when an answer is awaited', async () => {
    api.clock.now = new Date('2030-03-01T09:00:00Z');
    resolvedAt = api.clock.now.getTime();
    const { id } = await bringTo(api, acme, 'resolved');
    daysLater(5);
    await sweep();
    const { timeline } = await storyOf(id);
    expect(timeline.nodes.at(-1)?.summary).toBe(
      'A reminder: the resolution waits for an answer until 15 March 2030.',
    );
  });

  it('is reminded of once, when the clock stood still over both days, and only closed when it stood still to the end', async () => {
    const { id } = await bringTo(api, acme, 'resolved');
    daysLater(12);
    await sweep();
    expect((await storyOf(id)).since).toEqual(['reminded']);
    resolvedAt = api.clock.now.getTime();
    const other = await bringTo(api, acme, 'resolved');
    daysLater(20);
    await sweep();
    expect((await storyOf(other.id)).since).toEqual(['closed_unanswered']);
  });

  it('is reminded of anew when it was rejected and resolved again', async () => {
    const { id, version } = await bringTo(api, acme, 'resolved');
    daysLater(6);
    await sweep();
    const { consumer, support } = acme.viewers;
    const rejected = await api.change(consumer, 'rejectResolution', {
      id,
      version: version + 1,
      reason: 'It leaks.',
    });
    await api.change(support, 'resolveComplaint', {
      id,
      version: rejected.complaint!.version,
      ...resolution,
    });
    resolvedAt = api.clock.now.getTime();
    daysLater(4);
    await sweep();
    expect((await storyOf(id)).since).toEqual([]);
    daysLater(5);
    await sweep();
    expect((await storyOf(id)).since).toEqual(['reminded']);
  });
});

describe('the clock that ticks twice at once', () => {
  it('does nothing twice', async () => {
    const ids = [];
    for (let count = 0; count < 5; count += 1) ids.push((await bringTo(api, acme, 'resolved')).id);
    for (const [days, since] of [
      [5, ['reminded']],
      [14, ['reminded', 'closed_unanswered']],
    ] as const) {
      daysLater(days);
      await Promise.all([sweep(), sweep(), sweep(), sweep()]);
      for (const id of ids) expect((await storyOf(id)).since).toEqual(since);
    }
  });

  it('as the job that the queue runs, it reaches every organisation', async () => {
    const other = await createOrganisation(api.database, 'other');
    const { id } = await bringTo(api, acme, 'resolved');
    const there = await bringTo(api, other, 'resolved');
    daysLater(14);
    const [task] = allTasks(api.services);
    await task?.run(null);
    expect(await storyOf(id)).toMatchObject({ status: 'CLOSED' });
    const query = 'query ($id: ID!) { complaint(id: $id) { closeReason } }';
    expect(await api.get(other.viewers.consumer, query, { id: there.id })).toEqual({
      complaint: { closeReason: 'UNANSWERED' },
    });
  });
});

describe('an answer in the last moment', () => {
  it('wins over the clock that had seen the complaint before', async () => {
    const { id, version } = await bringTo(api, acme, 'resolved');
    const uuid = fromGlobalId('Complaint', id) as string;
    daysLater(14);
    const { pools } = api.database;
    const seen = await withTenantRead(pools, acme.tenant.key, (unit) =>
      listAwaitingConfirmation(unit, api.clock.now),
    );
    expect(seen).toContain(uuid);
    const accepted = await api.change(acme.viewers.consumer, 'acceptResolution', { id, version });
    expect(accepted.errors).toEqual([]);
    expect(
      await withTenant(pools, acme.tenant.key, (unit) => sweepComplaint(unit, uuid, api.clock.now)),
    ).toBeNull();
    expect(await storyOf(id)).toMatchObject({ closeReason: 'ACCEPTED', since: ['accepted'] });
  });

  it('or the clock wins; never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      resolvedAt = api.clock.now.getTime();
      const { id, version } = await bringTo(api, acme, 'resolved');
      daysLater(14);
      const [accepted] = await Promise.all([
        api.change(acme.viewers.consumer, 'acceptResolution', { id, version }),
        sweep(),
      ]);
      const { closeReason, since } = await storyOf(id);
      const isAccepted = accepted.errors.length === 0;
      expect({ closeReason, since }).toEqual(
        isAccepted
          ? { closeReason: 'ACCEPTED', since: ['accepted'] }
          : { closeReason: 'UNANSWERED', since: ['closed_unanswered'] },
      );
      if (!isAccepted) expect(accepted.errors[0]?.code).toBe('STALE_VERSION');
    }
  });
});
