import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const { consumer, support } = acme.viewers;
  for (const subject of ['First', 'Second']) {
    const { complaint } = await api.change(consumer, 'submitComplaint', {
      subject,
      description: 'Something broke.',
    });
    await api.change(support, 'startComplaint', { id: complaint!.id, version: 1 });
  }
});
afterAll(() => api.stop());

it('the trail shows what each event happened to, loading all things of a type together', async () => {
  const query = `{ auditEvents(first: 100) { nodes { action subjectId subject { id ... on Complaint { reference status } ... on User { username } } } } }`;
  const { data, errors, readStatements } = await api.ask(acme.viewers.manager, query);
  expect(errors).toBeUndefined();
  const { nodes } = (
    data as {
      auditEvents: {
        nodes: { action: string; subjectId: string; subject: { id: string; reference?: string } }[];
      };
    }
  ).auditEvents;
  expect(nodes[0]).toMatchObject({
    action: 'complaint.started',
    subject: {
      reference: 'ACME-2026-000002'.replace('2026', String(new Date().getUTCFullYear())),
      status: 'IN_PROGRESS',
    },
  });
  expect(nodes.every((node) => node.subject.id === node.subjectId)).toBe(true);
  // The page, then complaints, users and people: one statement each.
  expect(readStatements).toBe(4);
});

it('the trail can be narrowed by thing, actor, action, time and text', async () => {
  const { manager, support } = acme.viewers;
  const count = async (filter: Record<string, unknown>) => {
    const data = await api.get<{ auditEvents: { totalCount: number } }>(
      manager,
      `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { totalCount } }`,
      { filter },
    );
    return data.auditEvents.totalCount;
  };
  const users = await api.get<{ users: { nodes: { id: string; displayName: string }[] } }>(
    manager,
    `{ users(first: 100) { nodes { id displayName } } }`,
  );
  const supportId = users.users.nodes.find((user) => user.displayName === support.displayName)?.id;
  expect(await count({ actorId: supportId })).toBe(2);
  expect(await count({ action: ['complaint.acknowledged', 'complaint.started'] })).toBe(4);
  expect(await count({ text: 'carla' })).toBeGreaterThan(2);
  expect(await count({ before: '2020-01-01T00:00:00Z' })).toBe(0);
  expect(await count({ subjectId: 'nonsense' })).toBe(0);
});
