import { expect, test } from 'vitest';
import { sendToApi, signInToApi } from './api-client.ts';
import { javaScriptModes, signIn, submitComplaint, useWorld, type World } from './journey.ts';
import { password } from './product.ts';
import { expectSoundPage } from './sound-page.ts';

const world = useWorld();

/** What the API answers the software that has the token. */
async function askAsSoftware({ product }: World, token: string, query: string) {
  const response = await fetch(`${product.baseUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

test.each(javaScriptModes)(
  '%s an administrator makes a token, sees it this once, uses it, revokes it, and it is refused',
  async (_, javaScript) => {
    const page = await world.browser.newPage({ javaScript });
    const name = javaScript ? 'CRM bridge' : 'Night export';
    await signIn(world, page, 'admin');
    await page.goto('/acme/tokens');
    await page.getByRole('link', { name: 'Make a token' }).click();
    await page.getByLabel('What it is for').fill(name);
    await page.getByLabel('Your password').fill('not my password at all');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const group = page.getByRole('group', { name: 'What the software may do' });
    await group.getByText('Choose at least one').waitFor();
    expect(await page.getByLabel('What it is for').inputValue()).toBe(name);
    await page.getByLabel('Read people').check();
    await page.getByLabel('Your password').fill('not my password at all');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('The password is not right.').first().waitFor();
    expect(await page.getByLabel('Read people').isChecked()).toBe(true);
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText(`“${name}” is ready`).waitFor();
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    expect(token).toMatch(/^rdr_/);

    const query = '{ serviceToken { name } people { nodes { name } } }';
    expect(await askAsSoftware(world, token, query)).toMatchObject({
      status: 200,
      body: { data: { serviceToken: { name }, people: { nodes: expect.any(Array) as unknown[] } } },
    });
    expect(await askAsSoftware(world, token, '{ users { nodes { id } } }')).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });

    await page.getByRole('link', { name: 'Back to the tokens' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText('Active').waitFor();
    await row.getByText('just now').last().waitFor();
    expect(await page.content()).not.toContain(token);
    expect(await row.getByText(`ends in ${token.slice(-4)}`).count()).toBe(1);

    await row.getByText('Revoke', { exact: true }).click();
    await row.getByRole('button', { name: 'Revoke the token' }).click();
    await page.getByText('The token is revoked').waitFor();
    await row.getByText('Revoked').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    const status = async () => (await askAsSoftware(world, token, query)).status;
    await expect.poll(status, { timeout: 2_000 }).toBe(401);
  },
);

test('the token is copied with one press', async () => {
  const page = await world.browser.newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(world, page, 'admin');
  await page.goto('/acme/tokens/new');
  await page.getByLabel('What it is for').fill('Copied');
  await page.getByLabel('Read reports').check();
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied', { exact: true }).first().waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(token);
});

test('what software writes stands on the organisation’s side, as written by software', async () => {
  const { baseUrl } = world.product;
  const admin = await signInToApi(baseUrl, 'acme', 'admin', password);
  const { createServiceToken } = await admin.run<{ createServiceToken: { text: string } }>(
    'mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) { text } }',
    { input: { name: 'Shop', scopes: ['COMPLAINTS_READ', 'COMMENTS_WRITE'], password } },
  );
  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  const reference = await submitComplaint(consumer, 'A kettle that software writes about');
  await consumer.getByLabel('Write to').fill('I am still here.');
  await consumer.getByRole('button', { name: 'Send', exact: true }).click();
  await consumer.getByText('I am still here.').waitFor();
  const { complaintByReference } = await admin.run<{ complaintByReference: { id: string } }>(
    'query ($reference: String!) { complaintByReference(reference: $reference) { id } }',
    { reference },
  );
  const comment = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { errors { message } } }';
  const complaintId = complaintByReference.id;
  await sendToApi(baseUrl, createServiceToken.text, comment, {
    input: { complaintId, body: 'A new kettle is on its way.' },
  });

  const page = await world.browser.newPage();
  await signIn(world, page, 'support');
  await page.goto(`/acme/complaints/${reference}`);
  const messages = page.getByRole('region', { name: 'Conversation and notes' }).getByRole('listitem');
  const [theirs, ours] = [messages.nth(0), messages.nth(1)];
  expect(await theirs.textContent()).toContain('Carla Consumer Consumer');
  expect(await ours.textContent()).toContain('Shop Software');
  expect((await ours.boundingBox())?.x).toBeGreaterThan((await theirs.boundingBox())?.x ?? Infinity);
});

test.each(['wide', 'medium', 'phone'] as const)(
  'the pages of the API hold what is on them, also with long names, %s',
  async (size) => {
    const page = await world.browser.newPage({ size });
    await signIn(world, page, 'admin');
    await page.goto('/acme/tokens/new');
    await page.getByLabel('What it is for').fill(`${size}-${'Donaudampfschifffahrt'.repeat(4)}`);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel('Your password').fill(password);
    await expectSoundPage(page, '/acme/tokens/new');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('is ready').waitFor();
    await expectSoundPage(page, 'the new token');
    await page.goto('/acme/documents');
    await page
      .getByRole('textbox', { name: 'The document' })
      .fill(`query ${size}${'OpenComplaints'.repeat(6)} { viewer { displayName } }`);
    await page.getByRole('button', { name: 'Register it' }).click();
    await page.getByText('is known now.').waitFor();
    for (const [path, panel] of [
      ['/acme/tokens', 'Revoke'],
      ['/acme/documents', 'The document'],
      ['/acme/documents', 'Remove it'],
    ] as const) {
      await page.goto(path);
      await expectSoundPage(page, path);
      await page.locator('summary', { hasText: panel }).first().click();
      await expectSoundPage(page, `${path}, ${panel}`);
    }
  },
);

test('from the tokens a link leads to the playground, and back; consumers have neither', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin');
  await page.goto('/acme/desk');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'API and webhooks' })
    .click();
  const tabs = page.getByRole('navigation', { name: 'API and webhooks' });
  for (const place of ['Webhooks', 'Documents', 'Tokens']) {
    await tabs.getByRole('link', { name: place }).click();
    await page.waitForURL(`**/acme/${place.toLowerCase()}`);
    expect(await page.locator('nav[aria-label=Main] [aria-current=page]').first().textContent()).toContain(
      'API',
    );
  }
  await tabs.getByRole('link', { name: 'Playground' }).click();
  await page.getByRole('heading', { name: 'GraphQL playground' }).waitFor();
  await page.locator('iframe[data-ready=true]').waitFor();
  await page.getByRole('link', { name: 'Web app' }).click();
  await page.waitForURL('**/acme/desk');

  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  await consumer.goto('/acme/tokens');
  expect(new URL(consumer.url()).pathname).toBe('/acme/my');
  expect(await consumer.locator('a[href="/playground"], a[href$="/tokens"]').count()).toBe(0);
});
