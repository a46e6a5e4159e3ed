import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

it('after the second rejection only somebody who has not handled the complaint takes it', async () => {
  const { consumer, support, support2, manager, manager2 } = acme.viewers;
  const { users } = await api.get<{ users: { nodes: { id: string; displayName: string }[] } }>(
    manager,
    '{ users(first: 100) { nodes { id displayName } } }',
  );
  const idOf = (name: string) => users.nodes.find((user) => user.displayName === name)?.id;
  const submitted = await api.change(consumer, 'submitComplaint', {
    subject: 'Kettle',
    description: 'It leaks.',
  });
  const { id } = submitted.complaint!;
  let version = 1;
  const step = async (viewer: typeof consumer, name: string, input: Record<string, unknown> = {}) => {
    const payload = await api.change(viewer, name, { id, version, ...input });
    expect(payload.errors, name).toEqual([]);
    version = payload.complaint!.version;
  };
  const resolution = { outcome: 'NOT_UPHELD', explanation: 'No.', rootCause: 'None', remedy: 'None' };
  await step(support, 'startComplaint');
  await step(support, 'resolveComplaint', resolution);
  await step(consumer, 'rejectResolution', { reason: 'It leaks.' });
  await step(manager, 'resolveComplaint', resolution);
  await step(consumer, 'rejectResolution', { reason: 'It still leaks.' });

  // What was answered before can still be read: by staff whole, by the consumer as it was told to them.
  const earlier = (viewer: typeof consumer) =>
    api.get<{ complaint: unknown }>(
      viewer,
      'query ($id: ID!) { complaint(id: $id) { resolution { outcome } earlierResolutions { explanation rootCause proposedBy { displayName } } } }',
      { id },
    );
  const answer = (by: string, rootCause: string | null) => ({
    ...{ explanation: 'No.', rootCause, proposedBy: { displayName: by } },
  });
  expect(await earlier(manager2)).toEqual({
    complaint: {
      resolution: null,
      earlierResolutions: [answer(support.displayName, 'None'), answer(manager.displayName, 'None')],
    },
  });
  expect(await earlier(consumer)).toMatchObject({
    complaint: { earlierResolutions: [{ explanation: 'No.', rootCause: null }, { rootCause: null }] },
  });

  const toSupport = await api.change(manager, 'assignComplaint', {
    id,
    version,
    assigneeId: idOf(support.displayName),
  });
  expect(toSupport.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['assigneeId'] }]);
  const byManager = await api.change(manager, 'startComplaint', { id, version });
  expect(byManager.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  await step(manager2, 'assignComplaint', { assigneeId: idOf(support2.displayName) });
  // It does not come back to them by a detour either.
  const detour = await api.change(manager2, 'assignComplaint', {
    id,
    version,
    assigneeId: idOf(support.displayName),
  });
  expect(detour.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['assigneeId'] }]);
});
