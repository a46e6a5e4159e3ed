import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo, resolution, type ComplaintState } from '../isolation/scratch/complaint-paths.ts';
import { lifecycleMatrix, type MatrixRow, type Outcome } from '../test/matrices/lifecycle.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { sweepUnanswered } from './moves/close-unanswered.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

const day = 86_400_000;

/** The states of the matrix: how a complaint comes to each, and how long after the last step it is looked at. */
const states: Record<string, { path: ComplaintState; later?: number }> = {
  Open: { path: 'open' },
  'In progress': { path: 'inProgress' },
  'In progress, waiting for the consumer': { path: 'waitingForConsumer' },
  'In progress, waiting for a third party': { path: 'waitingForThirdParty' },
  'In progress, the help desk has it': { path: 'withHelpDesk' },
  'In progress, rejected twice': { path: 'rejectedTwice' },
  'Resolved, the last moment of the window': { path: 'resolved', later: 14 * day - 1 },
  'Resolved, the window is over': { path: 'resolved', later: 14 * day },
  'Closed, the last moment of the window': { path: 'closed', later: 28 * day - 1 },
  'Closed, the window is over': { path: 'closed', later: 28 * day },
};

interface Scene {
  id: string;
  viewers: Record<string, Viewer>;
  before: Standing;
}

interface Standing {
  version: number;
  status: string;
  updatedAt: string;
  commentCount: number;
  timeline: { totalCount: number };
}

async function arrange(name: string): Promise<Scene> {
  const state = states[name];
  if (!state) throw new Error(`No path to ${name}`);
  const { id } = await bringTo(api, acme, state.path);
  const another = await bringTo(api, acme, 'open');
  api.clock.now = new Date(api.clock.now.getTime() + (state.later ?? 0));
  return { id, viewers: actorsOf(id, another.id), before: await standing(id) };
}

function actorsOf(id: string, anotherId: string): Record<string, Viewer> {
  const { consumer, consumer2, helpDesk, support, support2, manager, admin } = acme.viewers;
  const link = (complaintId: string): Viewer => ({
    ...consumer,
    userId: null,
    trackedComplaintId: fromGlobalId('Complaint', complaintId),
  });
  return {
    consumer,
    link: link(id),
    stranger: consumer2,
    otherlink: link(anotherId),
    desk: helpDesk,
    assignee: support,
    support: support2,
    manager,
    admin,
  };
}

async function standing(id: string): Promise<Standing> {
  const query = `query ($id: ID!) { complaint(id: $id) { version status updatedAt commentCount timeline { totalCount } } }`;
  return (await api.get<{ complaint: Standing }>(acme.viewers.admin, query, { id })).complaint;
}

/** The mutation of each action, with an input that is right but for the state. */
function attempt(
  action: string,
  actor: string,
  { id, before: { version } }: Scene,
): { mutation: string; input: Record<string, unknown> } {
  const spoken = actor === 'desk' ? { evidence: 'Said so on the phone on Monday.' } : {};
  const attempts: Record<string, [string, Record<string, unknown>]> = {
    START: ['startComplaint', { id, version }],
    ASSIGN: ['assignComplaint', { id, version, assigneeId: globalUserId(acme.viewers.manager2) }],
    AWAIT_CONSUMER: ['awaitConsumer', { id, version, question: 'Which colour?' }],
    AWAIT_THIRD_PARTY: ['awaitThirdParty', { id, version, reason: 'The supplier' }],
    RESUME: ['resumeComplaint', { id, version }],
    ADD_RESOLUTION_NOTE: ['addResolutionNote', { id, body: 'Seen before.' }],
    RESOLVE: ['resolveComplaint', { id, version, ...resolution }],
    ACCEPT: ['acceptResolution', { id, version, ...spoken }],
    REJECT: ['rejectResolution', { id, version, reason: 'It still leaks.' }],
    REOPEN: ['reopenComplaint', { id, version, reason: 'It leaks again.' }],
    WITHDRAW: ['withdrawComplaint', { id, version, reason: 'Never mind.', ...spoken }],
    comment: ['addComment', { complaintId: id, body: 'Hello.' }],
    'internal note': ['addComment', { complaintId: id, body: 'Hello.', isInternal: true }],
    classify: ['classifyComplaint', { id, version, priority: 'HIGH' }],
  };
  const [mutation, input] = attempts[action] ?? [];
  if (!mutation || !input) throw new Error(`No attempt at ${action}`);
  return { mutation, input };
}

function globalUserId({ userId }: Viewer): string {
  return Buffer.from(`User:${userId}`).toString('base64url');
}

const outcomeOfCode: Record<string, Outcome> = {
  INVALID_TRANSITION: 'n',
  NOT_ALLOWED: 'a',
  NOT_FOUND: '0',
  FORBIDDEN: 'f',
};

interface Tried {
  outcome: Outcome | string;
  status: string | null;
  allowed: string[] | null;
}

async function act(action: string, actor: string, scene: Scene): Promise<Tried> {
  const { mutation, input } = attempt(action, actor, scene);
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    complaint { status } errors { code ... on InvalidTransitionError { allowed } } } }`;
  const { data, errors } = await api.ask(scene.viewers[actor] as Viewer, document, { input });
  const denied = errors?.[0]?.extensions?.['code'] as string | undefined;
  if (denied) return { outcome: outcomeOfCode[denied] ?? denied, status: null, allowed: null };
  const payload = data?.[mutation] as {
    complaint: { status: string } | null;
    errors: { code: string; allowed?: string[] }[];
  };
  const code = payload.errors[0]?.code;
  if (code)
    return {
      outcome: outcomeOfCode[code] ?? code,
      status: null,
      allowed: payload.errors[0]?.allowed ?? null,
    };
  return { outcome: 'y', status: payload.complaint?.status ?? null, allowed: null };
}

interface Verdict {
  action: string;
  allowed: boolean;
  reason: string | null;
}

async function availableActions(viewer: Viewer, id: string): Promise<Verdict[] | null> {
  const query = `query ($id: ID!) { complaint(id: $id) { availableActions { action allowed reason } } }`;
  return (
    (await api.get<{ complaint: { availableActions: Verdict[] } | null }>(viewer, query, { id })).complaint
      ?.availableActions ?? null
  );
}

describe.each(lifecycleMatrix)('$name', ({ name, rows, clock }) => {
  let scene: Scene | null = null;

  it.each(rows)('$action', async (row) => {
    const outcomes: Record<string, string> = {};
    for (const actor of Object.keys(row.cells)) {
      scene ??= await arrange(name);
      const told = await availableActions(scene.viewers[actor] as Viewer, scene.id);
      const tried = await act(row.action, actor, scene);
      outcomes[actor] = tried.outcome;
      expectToldRight(told, row, actor, tried);
      if (tried.outcome === 'y') {
        expect(tried.status).toBe(row.to === '=' ? scene.before.status : row.to);
        scene = null;
      } else {
        expect(await standing(scene.id), `${actor} was refused and changed something`).toEqual(scene.before);
      }
    }
    expect(outcomes).toEqual(row.cells);
  });

  it(`the system's clock: ${clock}`, async () => {
    const { id, before } = await arrange(name);
    await sweepUnanswered(api.database.pools, acme.tenant.key, api.clock.now);
    const after = await standing(id);
    if (clock === 'closes')
      return expect(after).toMatchObject({
        status: 'CLOSED',
        timeline: { totalCount: before.timeline.totalCount + 1 },
      });
    if (clock === 'reminds')
      return expect(after).toMatchObject({
        status: before.status,
        timeline: { totalCount: before.timeline.totalCount + 1 },
      });
    expect(after).toEqual(before);
  });

  it('availableActions names every action of the lifecycle, and never the closing by the clock as allowed', async () => {
    scene ??= await arrange(name);
    for (const [actor, viewer] of Object.entries(scene.viewers)) {
      const told = await availableActions(viewer, scene.id);
      if (actor === 'stranger' || actor === 'otherlink') {
        expect(told).toBeNull();
        continue;
      }
      const actions = rows.map((row) => row.action).filter((action) => action === action.toUpperCase());
      expect(told?.map(({ action }) => action).sort()).toEqual([...actions, 'CLOSE_UNANSWERED'].sort());
      expect(told?.find(({ action }) => action === 'CLOSE_UNANSWERED')).toMatchObject({ allowed: false });
      for (const { allowed, reason } of told ?? []) expect(reason === null).toBe(allowed);
    }
  });
});

/** What the viewer was told before must be what happened, and a refusal must tell what is possible instead. */
function expectToldRight(told: Verdict[] | null, row: MatrixRow, actor: string, tried: Tried): void {
  const verdict = told?.find(({ action }) => action === row.action);
  if (verdict) expect(verdict.allowed, `availableActions told ${actor} so`).toBe(tried.outcome === 'y');
  if (tried.outcome !== 'n') return;
  expect(tried.allowed).toEqual(told?.filter(({ allowed }) => allowed).map(({ action }) => action));
}

it('the walk has a path to every state of the matrix, and to no other', () => {
  expect(lifecycleMatrix.map(({ name }) => name)).toEqual(Object.keys(states));
});
