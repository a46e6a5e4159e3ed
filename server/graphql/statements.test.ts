import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { fromGlobalId } from './global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { castNames, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';
import { fillWithComplaints } from '../test/varied-complaints.ts';

let api: TestApi;
let acme: TestOrganisation;
/** A complaint with a long history. */
let id: string;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  await fillWithComplaints(api, acme);
  ({ id } = await bringTo(api, acme, 'closed', { ...complaintText, desiredOutcome: 'A new kettle' }));
  for (let count = 0; count < 20; count += 1) {
    await api.change(acme.viewers.support, 'addComment', { complaintId: id, body: `Word ${count}.` });
  }
});
afterAll(() => api.stop());

const list = `{ complaints(first: 20) { totalCount pageInfo { hasNextPage endCursor }
  nodes { id reference version status priority subject receivedAt isOverdue commentCount
    consumer { id name complaintCount } assignee { id displayName role } category { id name parent { name } }
    availableActions { action allowed reason } } } }`;

const detail = `query ($id: ID!) { complaint(id: $id) { id reference version status waitingFor waitingReason subject description channel priority
  consumer { id name email phone } assignee { displayName } category { name parent { name } }
  resolution { outcome explanation rootCause remedy redress { amountMinor currency } proposedBy { displayName } resolvedAt }
  acceptance { method evidence acceptedAt } closeReason confirmBy reopenUntil
  deadlines { kind dueAt metAt isOverdue } availableActions { action allowed reason }
  timeline(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes { id summary actorName occurredAt changes { field from to } } }
  comments(first: 20) { totalCount edges { cursor node { id kind body authorName authorRole createdAt isMine } } } } }`;

/** How many statements an operation of somebody sends: as the context counts them, and as the database gets them. */
async function countStatements(viewer: Viewer, document: string, variables: Record<string, unknown> = {}) {
  let counted = -1;
  let data: unknown;
  const sent = await recordStatements(api.database.pools, async () => {
    const answer = await api.ask(viewer, document, variables);
    expect(answer.errors?.filter(({ extensions }) => extensions?.['code'] !== 'FORBIDDEN') ?? []).toEqual([]);
    ({ data } = answer);
    counted = answer.readStatements;
  });
  expect(sent.length, 'the context counts what is sent').toBe(counted);
  return { count: counted, data: data as Record<string, never> };
}

function everybody(): Record<string, Viewer> {
  const { consumer } = acme.viewers;
  const link: Viewer = { ...consumer, userId: null, trackedComplaintId: fromGlobalId('Complaint', id) };
  return { ...acme.viewers, link };
}

describe.each([...castNames, 'link'])('for %s', (name) => {
  it('a list of 20 with consumer, assignee, category, counts and available actions is one statement', async () => {
    const { count, data } = await countStatements(everybody()[name] as Viewer, list);
    expect(count).toBe(1);
    const { nodes, totalCount } = data['complaints'] as unknown as { nodes: unknown[]; totalCount: number };
    expect(nodes).toHaveLength(Math.min(20, totalCount));
    expect(totalCount).toBeGreaterThan(0);
  });

  it('a detail with a history of 20, comments, resolution, deadlines and available actions is two statements at most', async () => {
    const viewer = everybody()[name] as Viewer;
    const { count, data } = await countStatements(viewer, detail, { id });
    expect(count).toBeLessThanOrEqual(2);
    if (name === 'consumer2') return expect(data).toEqual({ complaint: null });
    const { timeline } = data['complaint'] as unknown as {
      timeline: { nodes: unknown[]; totalCount: number };
    };
    expect(timeline.totalCount).toBeGreaterThan(20);
    expect(timeline.nodes).toHaveLength(20);
  });

  it('who asks, with everything that hangs on it, is one statement', async () => {
    const document =
      '{ viewer { id role displayName organisation { name slug } user { displayName } person { name } trackedComplaint { reference } } }';
    expect((await countStatements(everybody()[name] as Viewer, document)).count).toBe(1);
  });

  it('the categories with their sub-categories are one statement', async () => {
    const document = '{ categories { id name children { id name isArchived parent { name } } } }';
    expect((await countStatements(everybody()[name] as Viewer, document)).count).toBe(1);
  });
});

describe('for staff', () => {
  it.each([
    ['people', '{ people(first: 50) { totalCount nodes { id name hasAccount complaintCount } } }', 1],
    [
      'users',
      '{ users { totalCount edges { cursor node { id displayName username person { name complaintCount } } } } }',
      1,
    ],
    [
      'the workload',
      '{ workload { user { displayName } open waiting overdue dueSoon resolvedLast30Days } }',
      1,
    ],
    [
      'the statistics',
      '{ complaintStatistics { total open overdue mine byCategory { category { name } count } byDay { day received closed } } }',
      1,
    ],
    // One for the page, one for each type of subject.
    [
      'the audit trail with its subjects',
      `{ auditEvents(first: 100) { totalCount nodes { summary changes { field } subject { id ... on Complaint { reference consumer { name } }
        ... on User { displayName } ... on Person { name } ... on Category { name } } } } }`,
      5,
    ],
    [
      'three lists at once',
      '{ a: complaints { totalCount } b: people { totalCount } c: users { totalCount } }',
      3,
    ],
  ])('%s is read in as few statements as it has parts', async (_, document, most) => {
    const { count } = await countStatements(acme.viewers.manager, document);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(most);
  });

  it('what was not asked for is not read: a list without counts counts nothing', async () => {
    const [sent] = await recordStatements(api.database.pools, () =>
      api.ask(acme.viewers.manager, '{ complaints { nodes { reference } } }'),
    );
    expect(sent?.text).not.toMatch(/count\(|people|users|categories|comments|settings|description/);
  });
});
