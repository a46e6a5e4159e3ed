import { beforeAll, describe, expect, test } from 'vitest';
import { resolveAsSupport, signIn, useWorld } from './journey.ts';
import { expectSoundPage } from './sound-page.ts';
import { asApi, moveCase, submitCase, userId } from './staff-cases.ts';

const world = useWorld();
const long =
  'A very long subject that goes on and on, with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in it';
let paths: Record<string, string[]> = {};

beforeAll(async () => {
  const admin = await asApi(world, 'admin');
  const support = await userId(admin, 'support');
  const open = await submitCase(world, long);
  const mine = await submitCase(world, 'Mine');
  await moveCase(admin, 'assignComplaint', mine, { assigneeId: support });
  const resolved = await submitCase(world, 'Resolved');
  await resolveAsSupport(world.product, resolved.reference);
  const { complaint } = await admin.run<{ complaint: { consumer: { id: string } } }>(
    'query ($id: ID!) { complaint(id: $id) { consumer { id } } }',
    { id: open.id },
  );
  const cases = [open, mine, resolved].map(({ reference }) => `/acme/complaints/${reference}`);
  paths = {
    support: ['/acme/desk', ...cases],
    helpdesk: ['/acme/desk', '/acme/complaints/log', ...cases],
    manager: ['/acme/desk', '/acme/workload', `/acme/workload/${support}`, ...cases],
    admin: [
      '/acme/desk',
      '/acme/complaints',
      '/acme/complaints?status=open&status=closed&q=long',
      '/acme/people',
      '/acme/people/new',
      `/acme/people/${complaint.consumer.id}`,
      '/acme/users',
      '/acme/users/new',
      `/acme/users/${support}`,
      '/acme/categories',
      '/acme/settings',
      '/acme/audit',
    ],
  };
});

describe.each([
  ['wide', 'light'],
  ['medium', 'dark'],
  ['phone', 'light'],
  ['phone', 'dark'],
] as const)('%s, %s', (size, colorScheme) => {
  test.each(['support', 'helpdesk', 'manager', 'admin'])(
    'the pages of %s fit, have a title and one heading, and name their controls, with every panel open',
    async (username) => {
      const page = await world.browser.newPage({ size, colorScheme });
      await signIn(world, page, username);
      for (const path of paths[username] ?? []) {
        await page.goto(path);
        await page.evaluate(
          `for (const panel of document.querySelectorAll('main details')) { panel.removeAttribute('name'); panel.open = true; }`,
        );
        await expectSoundPage(page, path);
      }
    },
  );
});

// Runs in the page. Each takes the focus in turn, as by the Tab key.
const fieldsHiddenInFocus = `(() => {
  const fields = [...document.querySelectorAll('main :is(input, select, textarea, button):not([type=hidden], [type=radio], [type=checkbox])')]
    .filter((element) => element.getClientRects().length > 0);
  const isHidden = (element) => {
    element.focus();
    const { left, top, width, height } = element.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen !== element && !element.contains(seen);
  };
  return { count: fields.length, hidden: [...fields, ...fields.toReversed()].filter(isHidden).map((element) => element.outerHTML.slice(0, 140)) };
})()`;

test.each(['/acme/settings', '/acme/settings/sign-in', '/acme/complaints/log'])(
  'on a phone no bar hides what has the focus: %s',
  async (path) => {
    const page = await world.browser.newPage({ size: 'phone' });
    await signIn(world, page, path.endsWith('log') ? 'helpdesk' : 'admin');
    await page.goto(path, { waitUntil: 'networkidle' });
    const { count, hidden } = await page.evaluate<{ count: number; hidden: string[] }>(fieldsHiddenInFocus);
    expect(count).toBeGreaterThan(3);
    expect(hidden).toEqual([]);
  },
);

test('keys lead to the search and to pages, tell about themselves, and can be switched off', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'helpdesk');
  await page.goto('/acme/desk', { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  await page.keyboard.type('n?');
  const search = page.getByLabel('Reference, name, phone number or words');
  expect(await search.inputValue()).toBe('n?');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'Log a complaint' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.getByLabel('Use them in this browser').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.keyboard.press('?');
  await page.reload({ waitUntil: 'networkidle' });
  await page.keyboard.press('d');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.getByRole('heading', { level: 1, name: 'Log a complaint' }).isVisible()).toBe(true);
});

test('the side navigation counts what waits, and counts anew on the next page', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager');
  await page.goto('/acme/people');
  const unassigned = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Unassigned/ });
  await expect.poll(() => unassigned.textContent()).toMatch(/Unassigned\s*1$/);
  await submitCase(world, 'One more');
  await page.getByRole('link', { name: 'Workload' }).click();
  await expect.poll(() => unassigned.textContent()).toMatch(/Unassigned\s*2$/);
  await unassigned.click();
  await page.getByText('2 complaints').waitFor();
});
