import { describe, expect, test } from 'vitest';
import { sendToApi, signInToApi } from './api-client.ts';
import { javaScriptModes, signIn, statusOn, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();

describe.each(javaScriptModes)('%s', (mode, javaScript) => {
  test('a wrong password is refused and the user name stays; the right one opens the own start page', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/sign-in');
    await page.getByLabel('User name').fill('consumer');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The organisation, username or password is not right.').waitFor();
    expect(await page.getByLabel('User name').inputValue()).toBe('consumer');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Good to see you, Carla' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/acme/my');
  });

  test('the sign-in leads back to the page that was asked for', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/my/new');
    await page.getByLabel('User name').fill('consumer');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'New complaint' }).waitFor();
  });

  test('another organisation in the address shows its sign-in, known or not, and signing out ends the session', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'consumer');
    for (const organisation of ['techstart', 'no-such-organisation']) {
      await page.goto(`/${organisation}/my`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await page.getByText('You are signed in at acme').isVisible()).toBe(true);
    }
    await page.goto('/acme/my');
    await page
      .getByLabel(/account menu/)
      .locator('visible=true')
      .click();
    await page.getByRole('button', { name: 'Sign out' }).locator('visible=true').click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/acme/my');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('registering says what is missing beside each field, keeps the rest, and opens an empty start page', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/register');
    await page.getByLabel('Your name').fill('Nora New');
    await page.getByLabel('User name').fill('consumer');
    await page.getByLabel('E-mail address').fill(`nora.${javaScript}@example.org`);
    await page.getByLabel('Password').fill('another good password');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('This username is taken. Choose another.').waitFor();
    const username = page.getByLabel('User name');
    expect(await username.getAttribute('aria-invalid')).toBe('true');
    expect(await username.getAttribute('aria-describedby')).toContain('register-username-error');
    expect(await page.getByLabel('Your name').inputValue()).toBe('Nora New');
    await username.fill(javaScript ? 'nora-js' : 'nora-plain');
    await page.getByLabel('Password').fill('another good password');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: 'Good to see you, Nora' }).waitFor();
    expect(await page.getByText('You have no complaints here').isVisible()).toBe(true);
  });

  test('a complaint without an account gives a reference and a link that shows it again and takes a message', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/complain');
    await page.getByLabel('In one line').fill('The lamp flickers');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    expect(await page.getByLabel('In one line').inputValue()).toBe('The lamp flickers');
    await page.getByLabel('What happened?').fill('Since Monday, every evening.');
    await page.getByLabel('Your name').fill('Vera Visitor');
    await page.getByLabel('E-mail address').fill('vera@example.org');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.getByText('We have your complaint').first().waitFor();
    expect(await page.getByText(/ACME-\d{4}-\d{6}/).count()).toBeGreaterThan(0);
    expect(await statusOn(page)).toBe('Open');
    const link = await page.getByRole('link', { name: /\/acme\/track\// }).getAttribute('href');

    const later = await world.browser.newPage({ javaScript });
    await later.goto(link ?? '');
    await later.getByRole('heading', { name: 'The lamp flickers' }).waitFor();
    await later.getByLabel('Write to').fill('It also hums.');
    await later.getByRole('button', { name: 'Send', exact: true }).click();
    await later.getByText('Your message was sent.').waitFor();
    expect(await later.getByText('It also hums.').isVisible()).toBe(true);
  });

  test('a tracking link leaves somebody who is signed in signed in', async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/complain');
    await page.getByLabel('In one line').fill('Two sessions');
    await page.getByLabel('What happened?').fill('One in each.');
    await page.getByLabel('Your name').fill('Vera Visitor');
    await page.getByLabel('Phone').fill('01632 960123');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.getByText('We have your complaint').first().waitFor();
    const link = page.url();
    await signIn(world, page, 'consumer');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Two sessions' }).waitFor();
    await page.goto('/acme/my');
    await page.getByRole('heading', { name: 'Good to see you, Carla' }).waitFor();
  });

  test('a tracking link that is not good, or of another organisation, says so and shows nothing', async () => {
    const { submitPublicComplaint } = await sendToApi<{ submitPublicComplaint: { trackingUrl: string } }>(
      world.product.baseUrl,
      null,
      `mutation ($input: SubmitPublicComplaintInput!) { submitPublicComplaint(input: $input) { trackingUrl } }`,
      {
        input: {
          organisation: 'techstart',
          name: 'Tom',
          phone: '01632 960124',
          subject: 'Not Acme’s',
          description: 'At all.',
        },
      },
    );
    const page = await world.browser.newPage({ javaScript });
    for (const path of [
      '/acme/track/made-up',
      submitPublicComplaint.trackingUrl.replace('/techstart/', '/acme/'),
    ]) {
      const response = await page.goto(path);
      expect(response?.status()).toBe(404);
      expect(await page.getByText('This link is not good, or not any more.').isVisible()).toBe(true);
      expect(await page.getByText('Not Acme’s').count()).toBe(0);
    }
  });

  test('an invitation lets somebody choose a password and signs them in; it works once', async () => {
    const helpDesk = await signInToApi(world.product.baseUrl, 'acme', 'helpdesk', password);
    const { createPerson } = await helpDesk.run<{ createPerson: { person: { id: string } } }>(
      `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } errors { message } } }`,
      { input: { name: 'Ida Invited', email: `ida.${javaScript}@example.org` } },
    );
    const { invitePerson } = await helpDesk.run<{ invitePerson: { invitationUrl: string } }>(
      `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { invitationUrl errors { message } } }`,
      { input: { id: createPerson.person.id, username: javaScript ? 'ida-js' : 'ida-plain' } },
    );
    const page = await world.browser.newPage({ javaScript });
    await page.goto(invitePerson.invitationUrl);
    await page.getByLabel('Password', { exact: true }).fill('three short words');
    await page.getByLabel('The same password again').fill('three long words');
    await page.getByRole('button', { name: /Save the password/ }).click();
    await page.getByText('This is not the same as the password above.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('three short words');
    await page.getByLabel('The same password again').fill('three short words');
    await page.getByRole('button', { name: /Save the password/ }).click();
    await page.getByRole('heading', { name: 'Good to see you, Ida' }).waitFor();

    await page.goto(invitePerson.invitationUrl);
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(await page.getByLabel('Password', { exact: true }).count(), 'nothing to type').toBe(0);
  });

  test(`the colours that somebody chose are there from the first byte of the next page, ${mode}`, async () => {
    const page = await world.browser.newPage({ javaScript });
    await page.goto('/acme/sign-in');
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expect
      .poll(async () => (await page.context().cookies()).some(({ name }) => name === 'redress_theme'))
      .toBe(true);
    const html = await (await page.context().request.get('/acme/sign-in')).text();
    expect(html).toContain('data-theme="dark"');
  });
});

test('the public form that is sent again, because no answer came, is one complaint; other words are another one', async () => {
  const page = await world.browser.newPage({ javaScript: false });
  await page.goto('/acme/complain');
  const formKey = await page.locator('input[name="formKey"]').inputValue();
  const send = async (subject: string) => {
    const answer = await page.request.post('/acme/complain', {
      form: { formKey, subject, description: 'Twice.', name: 'Tess', email: 'tess@example.org' },
      headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    return answer.headers()['location'];
  };
  const first = await send('The lid');
  expect(await send('The lid')).toBe(first);
  expect(await send('The handle')).not.toBe(first);
});
