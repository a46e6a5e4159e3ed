import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyServiceToken } from '../auth/service-tokens.ts';
import type { Viewer } from '../auth/viewer.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { toGlobalId } from '../graphql/global-id.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());

const fields =
  'serviceToken { id name scopes ending state expiresAt revokedAt createdBy { displayName } } text';
const create = (input: object, viewer: Viewer = acme.viewers.admin) =>
  api.change(
    viewer,
    'createServiceToken',
    { name: 'CRM', scopes: ['COMPLAINTS_READ'], password: castPassword, ...input },
    fields,
  );

/** Software with a token of these scopes, as requests with it come. */
async function software(scopes: string[], organisation = acme): Promise<Viewer> {
  const { text, errors } = await create({ scopes }, organisation.viewers.admin);
  expect(errors).toEqual([]);
  return (await verifyServiceToken(api.services, text as string)) as Viewer;
}

const log = {
  subject: 'The kettle leaks',
  description: 'Since Monday.',
  channel: 'OTHER',
  receivedAt: '2026-01-01T00:00:00Z',
  newConsumer: { name: 'Pia Partner', email: 'pia@partner.example' },
};
const countOf = async (viewer: Viewer) =>
  (await api.get<{ complaints: { totalCount: number } }>(viewer, '{ complaints { totalCount } }')).complaints
    .totalCount;

describe('a token that is made', () => {
  it('is shown once, ends after 90 days when nothing is said, and is in the list', async () => {
    const made = await create({ scopes: ['PEOPLE_READ', 'COMPLAINTS_READ', 'PEOPLE_READ'] });
    const expiresAt = new Date(api.clock.now.getTime() + 90 * 86_400_000).toISOString();
    expect(made).toMatchObject({
      errors: [],
      text: expect.stringMatching(/^rdr_[a-z2-7]{65}$/) as string,
      serviceToken: {
        name: 'CRM',
        scopes: ['COMPLAINTS_READ', 'PEOPLE_READ'],
        state: 'ACTIVE',
        expiresAt,
        createdBy: { displayName: 'Ada Admin' },
        ending: (made['text'] as string).slice(-4),
      },
    });
    const { serviceTokens } = await api.get<{ serviceTokens: { nodes: { id: string }[] } }>(
      acme.viewers.admin,
      '{ serviceTokens { nodes { id } } }',
    );
    expect(serviceTokens.nodes[0]?.id).toBe((made['serviceToken'] as { id: string }).id);
  });

  it.each([
    [{ expiresInDays: 365 }, 365],
    [{ expiresInDays: 1 }, 1],
    [{ neverExpires: true }, null],
  ])('with %j ends when it was said', async (input, days) => {
    const { serviceToken } = await create(input);
    const end = days && new Date(api.clock.now.getTime() + days * 86_400_000).toISOString();
    expect(serviceToken).toMatchObject({ expiresAt: end });
  });

  it.each([
    [{ name: '' }, 'name', 'INVALID_INPUT'],
    [{ name: 'x'.repeat(101) }, 'name', 'INVALID_INPUT'],
    [{ scopes: [] }, 'scopes', 'INVALID_INPUT'],
    [{ expiresInDays: 0 }, 'expiresInDays', 'INVALID_INPUT'],
    [{ expiresInDays: 366 }, 'expiresInDays', 'INVALID_INPUT'],
    [{ expiresInDays: 3, neverExpires: true }, 'expiresInDays', 'INVALID_INPUT'],
    [{ password: 'not-the-password-at-all' }, 'password', 'INVALID_CREDENTIALS'],
    [{ password: null }, 'password', 'INVALID_INPUT'],
  ])('is refused with %j', async (input, field, code) => {
    const { errors, text } = await create(input);
    expect({ errors, text }).toMatchObject({ errors: [{ code, path: [field] }], text: null });
  });

  it('is told in the audit trail, and so is its end, without its text', async () => {
    const { serviceToken, text } = await create({ name: 'Told' });
    const { id } = serviceToken as { id: string };
    await api.change(acme.viewers.admin, 'revokeServiceToken', { id }, 'serviceToken { state }');
    const again = await api.change(
      acme.viewers.admin,
      'revokeServiceToken',
      { id },
      'serviceToken { state }',
    );
    expect(again).toMatchObject({ serviceToken: { state: 'REVOKED' }, errors: [] });
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.admin,
      `query ($id: ID!) { auditEvents(filter: { subjectId: $id }) { nodes { action summary subject { id } changes { field to } } } }`,
      { id },
    );
    expect(auditEvents.nodes).toMatchObject([
      {
        action: 'service_token.revoked',
        summary: 'Ada Admin: service token revoked, Told.',
        subject: { id },
      },
      { action: 'service_token.created' },
    ]);
    expect(JSON.stringify(auditEvents)).not.toContain((text as string).slice(30, 62));
  });
});

describe('what software sees', () => {
  it('with complaints:submit alone: what it entered, as its consumer sees it, and its consumers', async () => {
    const feeder = await software(['COMPLAINTS_SUBMIT']);
    const rival = await software(['COMPLAINTS_SUBMIT']);
    const { id: foreign } = await bringTo(api, acme, 'inProgress');
    expect(await countOf(feeder)).toBe(0);
    const made = await api.change(
      feeder,
      'logComplaint',
      log,
      'complaint { id reference consumer { id name } }',
    );
    expect(made).toMatchObject({ errors: [], complaint: { consumer: { name: 'Pia Partner' } } });
    const { id, consumer } = made.complaint as unknown as { id: string; consumer: { id: string } };
    await api.change(acme.viewers.support, 'addComment', {
      complaintId: id,
      body: 'Ours alone.',
      isInternal: true,
    });
    await api.change(acme.viewers.support, 'addComment', { complaintId: id, body: 'We look at it.' });
    const { complaint } = await api.get<{ complaint: { comments: { nodes: { body: string }[] } } }>(
      feeder,
      'query ($id: ID!) { complaint(id: $id) { comments { nodes { body } } timeline { nodes { summary } } } }',
      { id },
    );
    expect(complaint.comments.nodes).toEqual([{ body: 'We look at it.' }]);
    expect(JSON.stringify(complaint)).not.toContain('internal');
    expect([await countOf(feeder), await countOf(rival)]).toEqual([1, 0]);
    const look = (viewer: Viewer, of: string) =>
      api.get(viewer, 'query ($id: ID!) { node(id: $id) { id } }', { id: of });
    expect(await look(feeder, consumer.id)).toEqual({ node: { id: consumer.id } });
    for (const hidden of [id, consumer.id]) expect(await look(rival, hidden)).toEqual({ node: null });
    const carla = toGlobalId('Person', acme.viewers.consumer.personId as string);
    for (const hidden of [foreign, carla]) expect(await look(feeder, hidden)).toEqual({ node: null });
    // The same for many at once.
    const { newConsumer, ...text } = log;
    const bulk = { complaints: [log, { ...text, consumerId: carla }] };
    expect(
      await api.change(feeder, 'submitComplaints', bulk, 'results { complaint { subject } errors { code } }'),
    ).toMatchObject({
      results: [
        { complaint: { subject: log.subject } },
        { complaint: null, errors: [{ code: 'NOT_FOUND' }] },
      ],
    });
    expect(newConsumer.name).toBe('Pia Partner');
    expect([await countOf(feeder), await countOf(rival)]).toEqual([2, 0]);
    // Nor does it come to a person's details by entering a complaint for them.
    const forCarla = { ...log, newConsumer: undefined, consumerId: carla };
    expect(await api.change(feeder, 'logComplaint', forCarla)).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['consumerId'] }],
    });
  });

  it('with complaints:read: every complaint with its notes; not who works there, nor the audit trail', async () => {
    const reader = await software(['COMPLAINTS_READ']);
    expect(await countOf(reader)).toBe(await countOf(acme.viewers.manager));
    const { id } = await bringTo(api, acme, 'inProgress');
    await api.change(acme.viewers.support, 'addComment', {
      complaintId: id,
      body: 'Ours alone.',
      isInternal: true,
    });
    const { complaint } = await api.get<{ complaint: object }>(
      reader,
      'query ($id: ID!) { complaint(id: $id) { comments { nodes { body } } assignee { displayName } consumer { name } } }',
      { id },
    );
    expect(complaint).toMatchObject({
      comments: { nodes: [{ body: 'Ours alone.' }] },
      assignee: { displayName: 'Sam Support' },
      consumer: { name: 'Carla Consumer' },
    });
    const user = toGlobalId('User', acme.viewers.support.userId as string);
    expect(await api.get(reader, `{ node(id: "${user}") { id } }`)).toEqual({ node: null });
  });

  it('with people:read: everybody, and of each how many complaints there are; without it, only of those that it may see', async () => {
    const feeder = await software(['COMPLAINTS_SUBMIT']);
    const made = await api.change(feeder, 'logComplaint', log, 'complaint { consumer { id } }');
    const { id } = (made.complaint as unknown as { consumer: { id: string } }).consumer;
    const { newConsumer: _, ...text } = log;
    expect(
      (await api.change(acme.viewers.helpDesk, 'logComplaint', { ...text, consumerId: id })).errors,
    ).toEqual([]);
    const count = async (viewer: Viewer) =>
      (
        await api.get<{ node: { complaintCount: number } }>(
          viewer,
          'query ($id: ID!) { node(id: $id) { ... on Person { complaintCount } } }',
          { id },
        )
      ).node.complaintCount;
    expect([await count(feeder), await count(await software(['PEOPLE_READ']))]).toEqual([1, 2]);
  });

  it('with reports:read: counts over all complaints, and none of them', async () => {
    const counter = await software(['REPORTS_READ']);
    const total = '{ complaintStatistics { total } }';
    expect(await api.get(counter, total)).toEqual(await api.get(acme.viewers.manager, total));
    const { id } = await bringTo(api, acme, 'open');
    expect(await api.get(counter, `{ node(id: "${id}") { id } }`)).toEqual({ node: null });
  });

  it('of another organisation: nothing, with every scope there is', async () => {
    const all = ['COMPLAINTS_SUBMIT', 'COMPLAINTS_READ', 'COMPLAINTS_WRITE', 'COMMENTS_WRITE', 'PEOPLE_READ'];
    const theirs = await software([...all, 'PEOPLE_WRITE', 'USERS_READ', 'AUDIT_READ'], other);
    const { id, version } = await bringTo(api, acme, 'inProgress');
    const person = toGlobalId('Person', acme.viewers.consumer.personId as string);
    const user = toGlobalId('User', acme.viewers.support.userId as string);
    for (const hidden of [id, person, user]) {
      expect(await api.get(theirs, `{ node(id: "${hidden}") { id } }`)).toEqual({ node: null });
    }
    const inputs: Record<string, object> = {
      addComment: { complaintId: id, body: 'Hello.' },
      addResolutionNote: { id, body: 'Hello.' },
      classifyComplaint: { id, version },
      updatePerson: { id: person, version: 1, name: 'Mallory' },
    };
    for (const [name, input] of Object.entries(inputs)) {
      const { errors } = await api.change(theirs, name, { ...input }, 'errors { code }');
      expect(errors, name).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    expect(await countOf(theirs)).toBe(0);
  });
});

describe('what software does', () => {
  it('stands under its name for staff, and under the organisation’s for the consumer', async () => {
    const writer = await software(['COMPLAINTS_READ', 'COMMENTS_WRITE']);
    const { id } = await bringTo(api, acme, 'inProgress');
    const document = `query ($id: ID!) { complaint(id: $id) { comments { nodes { authorName authorRole isMine } }
      timeline(last: 1) { nodes { summary actorName actorKind } } } }`;
    await api.change(writer, 'addComment', { complaintId: id, body: 'From the bridge.' });
    const seenBy = (viewer: Viewer) => api.get(viewer, document, { id });
    const comment = { authorName: 'CRM', authorRole: null, isMine: false };
    const event = { summary: 'CRM wrote a message.', actorName: 'CRM', actorKind: 'SERVICE' };
    expect(await seenBy(acme.viewers.support)).toEqual({
      complaint: { comments: { nodes: [comment] }, timeline: { nodes: [event] } },
    });
    expect(await seenBy(writer)).toEqual({
      complaint: { comments: { nodes: [{ ...comment, isMine: true }] }, timeline: { nodes: [event] } },
    });
    expect(await seenBy(acme.viewers.consumer)).toEqual({
      complaint: {
        comments: { nodes: [{ ...comment, authorName: 'acme Ltd' }] },
        timeline: {
          nodes: [{ summary: 'acme Ltd wrote a message.', actorName: 'acme Ltd', actorKind: 'SERVICE' }],
        },
      },
    });
  });

  it('is told in the audit trail with the id and the name of its token', async () => {
    const writer = await software(['COMPLAINTS_READ', 'COMPLAINTS_WRITE']);
    const { id, version } = await bringTo(api, acme, 'open');
    await api.change(writer, 'classifyComplaint', { id, version, priority: 'HIGH' });
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.manager,
      `query ($actor: ID!) { auditEvents(filter: { actorId: $actor }) { nodes { action actorName actorKind actorRole } } }`,
      { actor: toGlobalId('ServiceToken', writer.sessionId) },
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'complaint.classified', actorName: 'CRM', actorKind: 'SERVICE', actorRole: null },
    ]);
  });

  it('to a complaint: it assigns and notes, and decides nothing', async () => {
    const worker = await software(['COMPLAINTS_READ', 'COMPLAINTS_WRITE', 'COMMENTS_WRITE']);
    for (const state of ['open', 'inProgress', 'resolved', 'closed'] as const) {
      const { id } = await bringTo(api, acme, state);
      const { complaint } = await api.get<{
        complaint: { availableActions: { action: string; allowed: boolean }[] };
      }>(worker, `{ complaint(id: "${id}") { availableActions { action allowed } } }`);
      const allowed = complaint.availableActions.filter((one) => one.allowed).map(({ action }) => action);
      const expected: Record<string, string[]> = {
        open: ['ASSIGN'],
        inProgress: ['ASSIGN', 'ADD_RESOLUTION_NOTE'],
        resolved: ['ADD_RESOLUTION_NOTE'],
        closed: [],
      };
      expect(allowed, state).toEqual(expected[state]);
    }
    const { id, version } = await bringTo(api, acme, 'open');
    const assigneeId = toGlobalId('User', acme.viewers.support2.userId as string);
    expect(await api.change(worker, 'assignComplaint', { id, version, assigneeId })).toMatchObject({
      errors: [],
    });
  });

  it('takes no complaint from the manager who has to decide about it', async () => {
    const worker = await software(['COMPLAINTS_READ', 'COMPLAINTS_WRITE']);
    const { id } = await rejectedTwice();
    const { complaint } = await api.get<{ complaint: { version: number; needsManager: boolean } }>(
      worker,
      `{ complaint(id: "${id}") { version needsManager } }`,
    );
    expect(complaint.needsManager).toBe(true);
    const assigneeId = toGlobalId('User', acme.viewers.support2.userId as string);
    const input = { id, version: complaint.version, assigneeId };
    expect(await api.change(worker, 'assignComplaint', input)).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION' }],
    });
  });

  it('assigns what it enters only with complaints:write', async () => {
    const assigneeId = toGlobalId('User', acme.viewers.support.userId as string);
    const input = { ...log, assigneeId };
    const feeder = await software(['COMPLAINTS_SUBMIT']);
    expect(await api.change(feeder, 'logComplaint', input)).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED', path: ['assigneeId'] }],
    });
    const both = await software(['COMPLAINTS_SUBMIT', 'COMPLAINTS_WRITE']);
    expect(await api.change(both, 'logComplaint', input)).toMatchObject({
      errors: [],
      complaint: { status: 'IN_PROGRESS' },
    });
  });
});

async function rejectedTwice(): Promise<{ id: string }> {
  const { consumer, support } = acme.viewers;
  const { id } = await bringTo(api, acme, 'resolved');
  const resolution = { outcome: 'NOT_UPHELD', explanation: 'No.', rootCause: 'None', remedy: 'None' };
  const versionOf = async () =>
    (await api.get<{ complaint: { version: number } }>(consumer, `{ complaint(id: "${id}") { version } }`))
      .complaint.version;
  const step = async (viewer: Viewer, name: string, input: object) =>
    expect((await api.change(viewer, name, { id, version: await versionOf(), ...input })).errors).toEqual([]);
  await step(consumer, 'rejectResolution', { reason: 'It leaks.' });
  await step(support, 'resolveComplaint', resolution);
  await step(consumer, 'rejectResolution', { reason: 'It still leaks.' });
  return { id };
}
