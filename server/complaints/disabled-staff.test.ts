import { afterAll, beforeAll, expect, it } from 'vitest';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type CastName, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

async function disable(name: CastName): Promise<void> {
  const id = toGlobalId('User', acme.viewers[name].userId!);
  const { errors } = await api.change(acme.viewers.admin, 'disableUser', { id, version: 1 }, 'user { id }');
  expect(errors).toEqual([]);
}

it('somebody who was disabled a moment ago cannot claim a complaint any more', async () => {
  const { id, version } = await bringTo(api, acme, 'open');
  await disable('support2');
  expect(await api.change(acme.viewers.support2, 'startComplaint', { id, version })).toMatchObject({
    complaint: null,
    errors: [{ code: 'NOT_ALLOWED', message: 'Only active staff can work on complaints.' }],
  });
});

it('a complaint that is reopened after its assignee has left is nobody’s, and its history tells so', async () => {
  const { id, version } = await bringTo(api, acme, 'closed');
  await disable('support');
  const reopened = await api.change(
    acme.viewers.consumer,
    'reopenComplaint',
    { id, version, reason: 'It leaks again.' },
    'complaint { status assignee { id } }',
  );
  expect(reopened).toMatchObject({ errors: [], complaint: { status: 'IN_PROGRESS', assignee: null } });
  const { complaint } = await api.get<{ complaint: { timeline: { nodes: { changes: unknown[] }[] } } }>(
    acme.viewers.manager,
    'query ($id: ID!) { complaint(id: $id) { timeline(last: 1) { nodes { changes { field from to } } } } }',
    { id },
  );
  expect(complaint.timeline.nodes[0]?.changes).toContainEqual({
    field: 'assignee',
    from: 'Sam Support',
    to: null,
  });
});

it('a complaint that is reopened while its assignee works here stays theirs', async () => {
  const bravo = await createOrganisation(api.database, 'bravo');
  const { id, version } = await bringTo(api, bravo, 'closed');
  const input = { id, version, reason: 'It leaks again.' };
  const fields = 'complaint { assignee { displayName } }';
  expect(await api.change(bravo.viewers.consumer, 'reopenComplaint', input, fields)).toMatchObject({
    errors: [],
    complaint: { assignee: { displayName: 'Sam Support' } },
  });
});
