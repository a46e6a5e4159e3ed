import { afterAll, beforeAll, expect, it } from 'vitest';
import { createContext } from '../context.ts';
import { createCategory } from '../categories/create-category.ts';
import { notAllowed, refused } from '../shared/refusal.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { change } from './change.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

function contextOfAdmin() {
  const origin = { requestId: 'r', client: null, clientAddress: '127.0.0.1' };
  return createContext(api.services, acme.viewers.admin, origin, () => Promise.resolve([]));
}

async function everything() {
  const { categories, auditEvents } = await api.get(
    acme.viewers.admin,
    '{ categories { name } auditEvents(first: 100) { totalCount nodes { id } } }',
  );
  return { categories, auditEvents };
}

it('a use case that refuses after it wrote leaves nothing of what it wrote', async () => {
  const before = await everything();
  const answer = await change(contextOfAdmin(), async (scope) => {
    const made = await createCategory(scope, { name: 'Half-written' });
    expect(made.ok).toBe(true);
    return refused(notAllowed('No, after all.'));
  });
  expect(answer).toMatchObject({ ok: false, refusals: [{ message: 'No, after all.' }] });
  expect(await everything()).toEqual(before);
});

it('one that agrees keeps it, with its event', async () => {
  const before = await everything();
  const answer = await change(contextOfAdmin(), (scope) => createCategory(scope, { name: 'Written' }));
  expect(answer).toMatchObject({ ok: true });
  const after = await everything();
  expect(after.categories).toContainEqual({ name: 'Written' });
  expect(after.auditEvents).not.toEqual(before.auditEvents);
});
