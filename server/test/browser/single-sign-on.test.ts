import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { realClient, startRealIssuer, type RealIssuer } from '../real-issuer.ts';
import { javaScriptModes, signIn, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();
let issuer: RealIssuer;

beforeAll(async () => {
  issuer = await startRealIssuer([`${world.product.baseUrl}/acme/sign-in/callback`]);
});
afterAll(() => issuer?.stop());

/** The issuer's own pages: a name, any password, and the consent. */
async function signInAtIssuer(page: Page, login: string): Promise<void> {
  await page.waitForURL(`${issuer.issuer}/**`);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=password]').fill('any');
  await page.locator('[type=submit]').click();
  await page.locator('[name=prompt][value=consent]').waitFor({ state: 'attached' });
  await page.locator('[type=submit]').click();
}

test('an administrator sets the provider up: one that is not there is refused with a sentence, the right one is asked and saved', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin');
  await page.goto('/acme/settings');
  await page.getByRole('link', { name: 'Single sign-on' }).click();
  await page.getByRole('heading', { name: 'Single sign-on' }).waitFor();
  expect(await page.getByLabel('Redirect address').inputValue()).toBe(
    `${world.product.baseUrl}/acme/sign-in/callback`,
  );
  await page.getByLabel('Issuer').fill('http://127.0.0.1:65535');
  await page.getByLabel('Client ID').fill(realClient.clientId);
  await page.getByLabel('Client secret').fill(realClient.clientSecret);
  await page.getByLabel('Name on the button').fill('Example ID');
  await page.getByRole('button', { name: 'Save the provider' }).click();
  await page.getByText('The issuer could not be reached, or its certificate is not valid.').waitFor();
  expect(await page.content()).not.toContain(realClient.clientSecret);
  await page.getByLabel('Issuer').fill(issuer.issuer);
  await page.getByLabel('Client secret').fill(realClient.clientSecret);
  await page.getByRole('button', { name: 'Save the provider' }).click();
  await page.getByText('The provider answered and was saved.').waitFor();
  await page.getByText('One is kept, encrypted, and never shown.').waitFor();
  expect(await page.content()).not.toContain(realClient.clientSecret);
});

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  const account = javaScript ? 'mia' : 'max';
  const username = javaScript ? 'manager2' : 'manager';

  test('somebody who is not linked is told so on the sign-in page', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/sign-in');
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await signInAtIssuer(page, account);
    await page.getByText('is not linked to a user of this organisation').waitFor();
    expect(new URL(page.url()).pathname).toBe('/acme/sign-in');
  });

  test('a sign-in that is cancelled at the provider leads back with a sentence', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/sign-in');
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.waitForURL(`${issuer.issuer}/**`);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText('The sign-in at Example ID was cancelled.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/acme/sign-in');
  });

  test('the account page links the account with the password; then the button signs in and leads back; unlinked it does not', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, username);
    await page.goto('/acme/account');
    await page.getByRole('textbox', { name: 'Your password' }).fill('not the password');
    await page.getByRole('button', { name: 'Link my account' }).click();
    await page.getByText('The password is not right.').waitFor();
    await page.getByRole('textbox', { name: 'Your password' }).fill(password);
    await page.getByRole('button', { name: 'Link my account' }).click();
    await page.getByRole('link', { name: 'Continue to Example ID' }).click();
    await signInAtIssuer(page, account);
    await page.getByText('Your account is linked.').waitFor();
    await page.getByText('Linked', { exact: true }).first().waitFor();

    const fresh = await world.browser.newPage({ javaScript });
    await fresh.goto('/acme/people');
    await fresh.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await signInAtIssuer(fresh, account);
    await fresh.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(new URL(fresh.url()).pathname).toBe('/acme/people');

    await page.reload();
    await page.getByText('Unlink', { exact: true }).click();
    await page.getByRole('button', { name: 'Unlink the account' }).click();
    await page.getByText('Your account is not linked any more.').waitFor();
  });
});

test('an address to come back to that was begun in another browser ends at the sign-in', async () => {
  const page = await world.browser.newPage();
  await page.goto('/acme/sign-in/callback?code=stolen&state=stolen');
  await page.getByText('This sign-in is over or was begun in another browser. Begin again.').waitFor();
});

test('an invitation is taken by way of the provider', async () => {
  const admin = await world.browser.newPage();
  await signIn(world, admin, 'admin');
  await admin.goto('/acme/users/new');
  await admin.getByLabel('Name', { exact: true }).fill('Ivo Invited');
  await admin.getByLabel('User name').fill('ivo');
  await admin.getByLabel('Role').selectOption('SUPPORT');
  await admin.getByRole('button', { name: /Add|Invite/ }).click();
  const link = await admin.getByLabel('Link', { exact: true }).inputValue();
  const page = await world.browser.newPage();
  await page.goto(link);
  await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
  await signInAtIssuer(page, 'ivo');
  await page.waitForURL('**/acme/desk');
});
