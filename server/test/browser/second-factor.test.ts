import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { statement } from '../../db/sql.ts';
import { codeAt } from '../../isolation/scratch/second-factor.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { javaScriptModes, signIn, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

async function typePassword(page: Page, username: string): Promise<void> {
  await page.goto('/acme/sign-in');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Sets a second factor up on the page that the browser is at. */
async function setUp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByLabel('Your password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
  const secret = (await page.getByTestId('secret').innerText()).replace(/\s/g, '');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('This code is not right').waitFor();
  expect((await page.getByTestId('secret').innerText()).replace(/\s/g, '')).toBe(secret);
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, new Date()));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await list.waitFor();
  return { secret, recoveryCodes: await list.getByRole('listitem').allInnerTexts() };
}

const forget = (username: string) =>
  withTenant(world.product.database.pools, world.product.organisations.acme.tenant.key, (unit) =>
    unit.query(
      statement`delete from second_factors where user_id = (select id from users where username = ${username})`,
    ),
  );

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('a consumer sets a second factor up, signs in with a code and with a recovery code, and turns it off', async () => {
    await forget('consumer');
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await page.goto('/acme/account');
    await page.getByRole('link', { name: 'Set it up' }).click();
    const { secret, recoveryCodes } = await setUp(page);
    expect(recoveryCodes).toHaveLength(10);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.waitForURL('**/acme/my');

    const later = await world.browser.newPage({ javaScript });
    await typePassword(later, 'consumer');
    await heading(later, 'One more step');
    await later.getByLabel('Code', { exact: true }).fill('000000');
    await later.getByRole('button', { name: 'Sign in', exact: true }).click();
    await later.getByText('This code is not right, or was used before.').waitFor();
    // The code of the next step: the one that set it up is used.
    await later.getByLabel('Code', { exact: true }).fill(codeAt(secret, new Date(Date.now() + 30_000)));
    await later.getByRole('button', { name: 'Sign in', exact: true }).click();
    await later.waitForURL('**/acme/my');

    const lost = await world.browser.newPage({ javaScript });
    await typePassword(lost, 'consumer');
    await lost.getByText('You don’t have your device?').click();
    await lost.getByLabel('Recovery code').fill(recoveryCodes[0]?.toLowerCase() ?? '');
    await lost.getByRole('button', { name: 'Sign in with the recovery code' }).click();
    await lost.waitForURL('**/acme/my');
    await lost.goto('/acme/account');
    await lost.getByText('9 recovery codes are left.').waitFor();
    await lost.getByText('Turn it off', { exact: true }).first().click();
    const form = lost.locator('form[action="?/turnOff"]');
    await form.getByLabel('Your password', { exact: true }).fill(password);
    await form.getByLabel('Code', { exact: true }).fill(recoveryCodes[1] ?? '');
    await form.getByRole('button', { name: 'Turn it off' }).click();
    await lost.getByText('The second factor is off.').waitFor();
    await signIn(world, lost, 'consumer');
  });

  test('five wrong codes lead back to the password', async () => {
    await forget('consumer2');
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer2');
    await page.goto('/acme/account/second-factor');
    await setUp(page);
    const guesser = await world.browser.newPage({ javaScript });
    await typePassword(guesser, 'consumer2');
    for (const code of ['111111', '222222', '333333', '444444', '555555']) {
      await heading(guesser, 'One more step');
      await guesser.getByLabel('Code', { exact: true }).fill(code);
      const answer = guesser.waitForResponse((response) => response.request().method() === 'POST');
      await guesser.getByRole('button', { name: 'Sign in', exact: true }).click();
      await answer;
    }
    await heading(guesser, 'Sign in');
    await guesser.getByText('This sign-in is over. Begin again with your user name and password.').waitFor();
  });

  test('where the organisation requires it, staff without one get to nothing but setting it up', async () => {
    await forget('admin');
    await forget('support');
    const admin = await world.browser.newPage({ javaScript });
    await signIn(world, admin, 'admin');
    const support = await world.browser.newPage({ javaScript });
    await signIn(world, support, 'support');
    const require = async (isRequired: boolean) => {
      await admin.goto('/acme/settings');
      await admin.getByLabel('Staff need a second factor').setChecked(isRequired);
      await admin.getByRole('button', { name: 'Save the settings' }).click();
    };
    await require(true);
    await admin.getByText(/Set up a second factor for yourself first/).waitFor();
    await admin.goto('/acme/account/second-factor');
    await setUp(admin);
    await require(true);
    await admin.getByText('The settings were saved.').waitFor();

    await support.goto('/acme/complaints');
    await heading(support, 'Set up your second factor');
    await support.getByText('acme Ltd requires a second factor of its staff').waitFor();
    expect(await support.getByRole('link', { name: 'Complaints' }).count()).toBe(0);
    await support.goto('/acme/account');
    await heading(support, 'Set up your second factor');
    await setUp(support);
    await support.getByRole('link', { name: 'I have kept them' }).click();
    await heading(support, 'My work');
    await require(false);
    await admin.getByText('The settings were saved.').waitFor();
  });

  test('one sees where one is signed in, and ends one session or all others', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => world.browser.newPage({ javaScript })));
    for (const page of pages) await signIn(world, page, 'support2');
    const [here, there, elsewhere] = pages as [Page, Page, Page];
    await here.goto('/acme/account');
    const card = here.getByRole('region', { name: 'Where you are signed in' });
    await card.getByText('This one').waitFor();
    const before = await card.getByRole('listitem').count();
    await card
      .getByRole('button', { name: /^End the session of/ })
      .first()
      .click();
    await here.getByText('The session has ended.').waitFor();
    expect(await card.getByRole('listitem').count()).toBe(before - 1);
    await card.getByRole('button', { name: 'End all others' }).click();
    await here.getByText(/other sessions? ha(s|ve) ended\./).waitFor();
    expect(await card.getByRole('listitem').count()).toBe(1);
    for (const page of [there, elsewhere]) {
      await page.goto('/acme/desk');
      await heading(page, 'Sign in');
    }
    await here.goto('/acme/desk');
    await heading(here, 'My work');
  });

  test('an administrator takes a lost second factor away and signs somebody out', async () => {
    await forget('support2');
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'support2');
    await page.goto('/acme/account/second-factor');
    await setUp(page);
    const admin = await world.browser.newPage({ javaScript });
    await forget('admin');
    await signIn(world, admin, 'admin');
    await admin.goto('/acme/users?q=support2');
    await admin.getByRole('link', { name: 'Sue Support' }).click();
    await admin.locator('summary', { hasText: 'Take the second factor away' }).click();
    await admin.getByRole('button', { name: 'Take it away' }).click();
    await admin.getByText('The second factor was taken away.').waitFor();
    await page.goto('/acme/desk');
    await heading(page, 'Sign in');
    await signIn(world, page, 'support2');
    await admin.locator('summary', { hasText: 'Sign out everywhere' }).click();
    await admin.getByRole('button', { name: 'End all sessions' }).click();
    await admin.getByText('The user is signed out everywhere.').waitFor();
    await page.goto('/acme/desk');
    await heading(page, 'Sign in');
  });
});
