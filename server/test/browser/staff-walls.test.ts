import { expect, test } from 'vitest';
import { signIn, useWorld } from './journey.ts';
import { expectSoundPage } from './sound-page.ts';
import { asApi, submitCase, userId } from './staff-cases.ts';

const world = useWorld();

test('the staff of another organisation finds nothing of this one, by no page and no id', async () => {
  const filed = await submitCase(world, 'A secret of Acme');
  const acme = await asApi(world, 'admin');
  const { complaint } = await acme.run<{ complaint: { consumer: { id: string } } }>(
    'query ($id: ID!) { complaint(id: $id) { consumer { id } } }',
    { id: filed.id },
  );
  const support = await userId(acme, 'support');
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin', 'techstart');

  await page.goto('/techstart/complaints');
  await page.getByText('0 complaints').waitFor();
  for (const path of [
    '/techstart/complaints?q=secret',
    `/techstart/complaints?person=${complaint.consumer.id}`,
    `/techstart/complaints?assignee=${support}`,
    `/techstart/audit?subject=${filed.id}`,
    `/techstart/audit?actor=${support}`,
    '/techstart/people?q=carla%20consumer%20acme',
  ]) {
    await page.goto(path);
    await page.getByText(/^0 (complaints|entries|people)/).waitFor();
    expect(await page.getByRole('main').textContent(), path).not.toContain(filed.reference);
  }
  for (const path of [
    `/techstart/complaints/${filed.reference}`,
    `/techstart/people/${complaint.consumer.id}`,
    `/techstart/users/${support}`,
    `/techstart/workload/${support}`,
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
  }
  await page.goto(`/acme/complaints/${filed.reference}`);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
});

test.each([
  [
    'support',
    [
      '/acme/complaints/log',
      '/acme/people/new',
      '/acme/workload',
      '/acme/audit',
      '/acme/users',
      '/acme/users/new',
      '/acme/categories',
      '/acme/settings',
    ],
  ],
  [
    'helpdesk',
    ['/acme/workload', '/acme/audit', '/acme/users', '/acme/users/new', '/acme/categories', '/acme/settings'],
  ],
  [
    'manager',
    [
      '/acme/users',
      '/acme/users/new',
      '/acme/categories',
      '/acme/settings',
      '/acme/mail',
      '/acme/tokens',
      '/acme/tokens/new',
      '/acme/webhooks',
      '/acme/documents',
    ],
  ],
])('%s meets a plain refusal on the pages of others', async (username, paths) => {
  const page = await world.browser.newPage();
  await signIn(world, page, username);
  for (const path of paths) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(403);
    expect(await page.getByText('Your role does not', { exact: false }).isVisible(), path).toBe(true);
  }
});

test('consumers land on their own start page, and visitors at the sign-in that leads back', async () => {
  const page = await world.browser.newPage();
  await page.goto('/acme/complaints?due=overdue');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).searchParams.get('next')).toBe('/acme/complaints?due=overdue');
  await signIn(world, page, 'consumer');
  for (const path of ['/acme/desk', '/acme/complaints', '/acme/people', '/acme/complaints/log']) {
    await page.goto(path);
    expect(new URL(page.url()).pathname, path).toBe('/acme/my');
  }
});

test('who is signed in keeps the navigation where a page is refused, or is none; a visitor has none', async () => {
  const page = await world.browser.newPage();
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await signIn(world, page, 'support');
  for (const [path, status] of [
    ['/acme/users', 403],
    ['/acme/complaints/ACME-2026-999999', 404],
    ['/acme/no-such-page', 404],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(status);
    await expectSoundPage(page, path);
    await navigation.getByRole('link', { name: 'Dashboard' }).click();
    await page.waitForURL('**/acme/desk');
  }
  await page.goto('/techstart/no-such-page');
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
  expect(await navigation.count(), 'another organisation’s address').toBe(0);
});
