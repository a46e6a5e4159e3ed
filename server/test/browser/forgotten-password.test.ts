import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn } from '../mail-server.ts';
import { openPostOffice, type PostOffice } from '../post-office.ts';
import { javaScriptModes, signIn, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();
let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice(world.product.services);
});
afterAll(() => post.stop());

test.each(javaScriptModes)(
  'somebody who forgot their password gets from the sign-in to a new one by a mail, %s',
  async (_, javaScript) => {
    post.reset();
    const username = javaScript ? 'consumer' : 'consumer2';
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/sign-in');
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await page.getByRole('heading', { name: 'Forgotten password' }).waitFor();
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('This is required.').waitFor();
    await page.getByLabel('User name or e-mail address').fill(`${username}@acme.example`);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('Look into your mail').waitFor();

    await post.deliver();
    const link = linkIn(post.onlyTo(`${username}@acme.example`));
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(await page.getByText(username, { exact: true }).isVisible()).toBe(true);
    await page.getByLabel('Password', { exact: true }).fill('three long new words');
    await page.getByLabel('The same password again').fill('three long new words');
    await page.getByRole('button', { name: /Save the password/ }).click();
    await page.getByRole('heading', { name: /Good to see you/ }).waitFor();

    const later = await world.browser.newPage({ javaScript });
    await later.goto(link);
    await later.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(await later.getByLabel('Password', { exact: true }).count(), 'nothing to type').toBe(0);
    await later.getByRole('link', { name: 'sign in with it' }).click();
    await later.getByLabel('User name').fill(username);
    await later.getByLabel('Password').fill(password);
    await later.getByRole('button', { name: 'Sign in' }).click();
    await later.getByText('The organisation, username or password is not right.').waitFor();
    await later.getByLabel('Password').fill('three long new words');
    await later.getByRole('button', { name: 'Sign in' }).click();
    await later.getByRole('heading', { name: /Good to see you/ }).waitFor();
  },
);

test('the page says the same for somebody unknown, and nobody is mailed', async () => {
  await post.deliver();
  post.reset();
  const page = await world.browser.newPage();
  await page.goto('/acme/forgot-password');
  await page.getByLabel('User name or e-mail address').fill('nobody-of-that-name');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('Look into your mail').waitFor();
  await post.deliver();
  expect(post.mails).toEqual([]);
});

test('an administrator sees what became of the mail, and nobody else does', async () => {
  const page = await world.browser.newPage();
  post.refuse('new@acme.example', 550, '5.1.1 unknown');
  await signIn(world, page, 'admin');
  await page.goto('/acme/users/new');
  await page.getByLabel('Name', { exact: true }).fill('Nell New');
  await page.getByLabel('User name').fill('nell');
  await page.getByLabel('E-mail address').fill('new@acme.example');
  await page.getByLabel('Role').selectOption('SUPPORT');
  await page.getByRole('button', { name: 'Add the user' }).click();
  await page.getByText('A link is on its way by e-mail to').waitFor();
  await post.deliver();
  await page.goto('/acme/mail?state=FAILED');
  await page.getByText('The mail server refused the mail for good (550 5.1.1).').waitFor();
  await page.context().clearCookies();
  await signIn(world, page, 'manager');
  expect((await page.goto('/acme/mail'))?.status()).toBe(403);
});
