import { describe, expect, test } from 'vitest';
import { signInToApi } from './api-client.ts';
import { javaScriptModes, resolveAsSupport, signIn, statusOn, submitComplaint, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();

test('while the server does not answer, the page stays with what was written, and sending it again works', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'consumer');
  await submitComplaint(page, 'A door that opens by itself');
  await page.getByLabel('Write to').fill('Now the window does it too.');
  const answer = { type: 'error', status: 503, error: { message: 'Service unavailable' } };
  await page.route('**/*', (route) => route.fulfill({ status: 503, json: answer }), { times: 1 });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('That did not get through').waitFor();
  expect(await page.getByLabel('Write to').inputValue()).toBe('Now the window does it too.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Your message was sent.').waitFor();
  expect(await page.getByText('That did not get through').count()).toBe(0);
});

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('a complaint without a word is refused beside its fields; with words it is there, with a reference', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await page.goto('/acme/my/new');
    await page.getByLabel('What happened?').fill('Everything.');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    expect(await page.getByLabel('What happened?').inputValue()).toBe('Everything.');
    await page.getByLabel('In one line').fill('A door that does not close');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.getByText(/Its reference is ACME-\d{4}-\d{6}/).waitFor();
    expect(await statusOn(page)).toBe('Open');
    expect(await page.getByText('We have your complaint', { exact: true }).isVisible()).toBe(true);
    await page.goto('/acme/my');
    expect(await page.getByRole('link', { name: 'A door that does not close' }).first().isVisible()).toBe(
      true,
    );
  });

  test('a message is refused when it is empty and stands in the conversation when it is not', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await submitComplaint(page, 'A bill that came twice');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('Write to').fill('The second one came today.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Your message was sent.').waitFor();
    await expect.poll(() => page.getByLabel('Write to').inputValue()).toBe('');
    expect(await page.getByText('The second one came today.').isVisible()).toBe(true);
  });

  test('the resolution stands first on the start page; accepting it closes the complaint', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    const subject = `A washing machine, ${javaScript}`;
    await resolveAsSupport(world.product, await submitComplaint(page, subject));
    await page.goto('/acme/my');
    await page.getByRole('link', { name: new RegExp(`Look at our answer.*${subject}`) }).click();
    await page.getByText('You were right.').waitFor();
    expect(await statusOn(page)).toBe('Resolved');
    await page.getByRole('button', { name: 'Accept the resolution' }).click();
    await page.getByText('Thank you. You accepted the resolution').waitFor();
    expect(await statusOn(page)).toBe('Closed');
    expect(await page.getByText('Closed: you accepted the resolution').isVisible()).toBe(true);
  });

  test('rejecting a resolution needs a reason; with one the complaint is in progress again', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await resolveAsSupport(world.product, await submitComplaint(page, 'A stain on the sofa'));
    await page.reload();
    await page.getByText('I do not agree').click();
    await page.getByRole('button', { name: 'Reject the resolution' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('What is missing or not right?').fill('The stain is still there.');
    await page.getByRole('button', { name: 'Reject the resolution' }).click();
    await page.getByText('You rejected the resolution.').waitFor();
    expect(await statusOn(page)).toBe('In progress');
    const answer = page.locator('details', { hasText: 'What we do about it' });
    expect(await answer.getByText('What we do about it').isVisible()).toBe(false);
    await answer.locator('summary').click();
    expect(await answer.getByText('What we do about it').isVisible()).toBe(true);
  });

  test('a complaint can be withdrawn without a reason and reopened with one', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await submitComplaint(page, 'A parcel that got lost');
    await page.getByText('Withdraw the complaint').click();
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('You withdrew the complaint.').waitFor();
    expect(await statusOn(page)).toBe('Closed');
    await page.getByText('Reopen the complaint').click();
    await page.getByRole('button', { name: 'Reopen it' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('Why is it not settled?').fill('It is lost again.');
    await page.getByRole('button', { name: 'Reopen it' }).click();
    await page.getByText('The complaint is open again.').waitFor();
    expect(await statusOn(page)).toBe('In progress');
  });

  test('an answer to a state that has changed is refused, shows the current state and keeps the text', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    const reference = await submitComplaint(page, 'A chair with three legs');
    await page.getByText('Withdraw the complaint').click();
    await page.getByLabel('Why?').fill('I found the fourth one.');
    await resolveAsSupport(world.product, reference);
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('This changed while you were writing').waitFor();
    expect(await statusOn(page)).toBe('Resolved');
    expect(await page.getByLabel('Why?').inputValue()).toBe('I found the fourth one.');
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('You withdrew the complaint.').waitFor();
  });

  test('an answer from a second window that comes too late is told so, and its words are still there', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    const reference = await submitComplaint(page, 'A kettle that whistles at night');
    await resolveAsSupport(world.product, reference);
    await page.reload();
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.getByText('I do not agree').click();
    await second.getByLabel('What is missing or not right?').fill('It still whistles.');
    await page.getByRole('button', { name: 'Accept the resolution' }).click();
    await page.getByText('Thank you. You accepted the resolution').waitFor();

    await second.getByRole('button', { name: 'Reject the resolution' }).click();
    const alert = second.getByRole('alert').filter({ hasText: 'this is no longer possible' });
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Carla Consumer accepted the resolution.');
    expect(await alert.textContent()).toContain('It still whistles.');
    expect(await statusOn(second)).toBe('Closed');
  });

  test('what somebody wrote survives the end of their session', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await submitComplaint(page, 'A clock that stands still');
    await page.getByLabel('Write to').fill('It is five past nine, always.');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    if (javaScript) {
      await page.getByText('You have been signed out meanwhile.').waitFor();
      expect(await page.getByLabel('Write to').inputValue()).toBe('It is five past nine, always.');
      await page.context().addCookies(cookies);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    } else {
      await page.getByText('We kept what you wrote.').waitFor();
      await page.getByLabel('User name').fill('consumer');
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('The organisation, username or password is not right.').waitFor();
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Send it now' }).click();
    }
    await page.getByText('Your message was sent.').waitFor();
    expect(await page.getByText('It is five past nine, always.').isVisible()).toBe(true);
  });

  test('an access token that has run out is renewed without a word', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    await page.context().clearCookies({ name: 'redress_access' });
    await page.goto('/acme/my');
    await page.getByRole('heading', { name: 'Good to see you, Carla' }).waitFor();
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).toContain('redress_access');
  });

  test('the password changes with the current one, and the old one stops working', async () => {
    const username = javaScript ? 'changer-js' : 'changer-plain';
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/register');
    await page.getByLabel('Your name').fill('Cora Changer');
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('E-mail address').fill('cora@example.org');
    await page.getByLabel('Password').fill('the first of two');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: 'Good to see you, Cora' }).waitFor();
    await page.goto('/acme/account');
    await page.getByLabel('Current password').fill('wrong wrong wrong');
    await page.getByLabel('New password', { exact: true }).fill('the second of two');
    await page.getByLabel('The new password again').fill('the second of two');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The current password is not right.').waitFor();
    await page.getByLabel('Current password').fill('the first of two');
    await page.getByLabel('New password', { exact: true }).fill('the second of two');
    await page.getByLabel('The new password again').fill('the second of two');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password was changed.').waitFor();
    const { baseUrl } = world.product;
    await expect(signInToApi(baseUrl, 'acme', username, 'the first of two')).rejects.toThrow(
      'could not sign in',
    );
    await expect(signInToApi(baseUrl, 'acme', username, 'the second of two')).resolves.toBeDefined();
  });

  test('a complaint of somebody else is not there', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    const reference = await submitComplaint(page, 'A secret');
    const other = await world.browser.newPage({ javaScript });
    await signIn(world, other, 'consumer2');
    const response = await other.goto(`/acme/my/complaints/${reference}`);
    expect(response?.status()).toBe(404);
    expect(await other.getByText('A secret').count()).toBe(0);
  });
});
