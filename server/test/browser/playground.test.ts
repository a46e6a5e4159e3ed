import type { FrameLocator, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { codeAt } from '../../isolation/scratch/second-factor.ts';
import { signInToApi, type ApiClient } from './api-client.ts';
import { signIn, submitComplaint, useWorld } from './journey.ts';
import { password } from './product.ts';
import { expectSoundPage } from './sound-page.ts';

const world = useWorld();
// The editor is four megabytes of script, drawn anew for each page.
vi.setConfig({ testTimeout: 180_000 });
const patiently = { timeout: 30_000 };

interface Playground {
  page: Page;
  editor: FrameLocator;
  /** What was asked for anywhere but at our own server: it was not answered. */
  elsewhere: string[];
  /** The operations that the editor ran; how it reads the schema is not among them. */
  answers: EditorAnswer[];
}

interface EditorAnswer {
  authorization: string | null;
  data?: unknown;
  errors?: unknown;
}

/** The playground in a browser that is cut off from everything but our own server. */
async function openPlayground(page: Page): Promise<Playground> {
  const elsewhere: string[] = [];
  const { origin } = new URL(world.product.baseUrl);
  await page.context().route(
    (url) => url.origin !== origin,
    (route) => {
      elsewhere.push(route.request().url());
      return route.abort();
    },
  );
  const answers: EditorAnswer[] = [];
  await page.route('/graphql', async (route) => {
    const request = route.request();
    const isOperation =
      request.frame().url().endsWith('/playground/editor/') && !request.postData()?.includes('__schema');
    const response = await route.fetch();
    await route.fulfill({ response });
    if (!isOperation) return;
    const { data, errors } = (await response.json()) as Pick<EditorAnswer, 'data' | 'errors'>;
    answers.push({ authorization: await request.headerValue('authorization'), data, errors });
  });
  await page.goto('/playground');
  await page.locator('iframe[data-ready=true]').waitFor(patiently);
  return { page, editor: page.frameLocator('iframe'), elsewhere, answers };
}

async function signInHere({ page }: Playground, username: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in' });
  await dialog.getByLabel('Organisation').fill('acme');
  await dialog.getByLabel('User name').fill(username);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Turns a second factor on for somebody, past the API's pages. */
async function giveSecondFactor(username: string): Promise<string> {
  const { baseUrl } = world.product;
  const { run } = await signInToApi(baseUrl, 'acme', username, password);
  const { startSecondFactor } = await run<{ startSecondFactor: { secret: string } }>(
    'mutation ($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }',
    { input: { password } },
  );
  const { secret } = startSecondFactor;
  const earlier = new Date(Date.now() - 30_000);
  await run(
    'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { errors { message } } }',
    { input: { code: codeAt(secret, earlier) } },
  );
  return secret;
}

/** Takes a complaint on. */
async function startFor({ run }: ApiClient, reference: string): Promise<void> {
  const { complaintByReference } = await run<{ complaintByReference: { id: string; version: number } }>(
    'query ($reference: String!) { complaintByReference(reference: $reference) { id version } }',
    { reference },
  );
  const input = { ...complaintByReference };
  await run(
    'mutation ($input: StartComplaintInput!) { startComplaint(input: $input) { errors { message } } }',
    { input },
  );
}

async function signOutHere({ page }: Playground): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Nobody is signed in').waitFor();
}

/** Opens an example and runs it. */
async function runExample(here: Playground, name: string): Promise<EditorAnswer> {
  const { page, editor } = here;
  await page.getByRole('button', { name: 'Examples' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  await editor.locator('.window-switcher__item--active', { hasText: name }).waitFor();
  return send(here);
}

/** Presses the button; gives what the editor sent and what came back. */
async function send({ editor, answers }: Playground): Promise<EditorAnswer> {
  const before = answers.length;
  await editor.getByRole('button', { name: 'Send Request' }).click();
  await expect.poll(() => answers.length, patiently).toBe(before + 1);
  return answers[before] as EditorAnswer;
}

test('with the network cut off: sign-in fills the header, an example for each role runs, the schema can be read', async () => {
  const here = await openPlayground(await world.browser.newPage());
  const asVisitor = await runExample(here, 'What the public form asks');
  expect(asVisitor).toMatchObject({ authorization: null, data: { publicForm: {} } });
  for (const [username, example, field] of [
    ['consumer', 'My complaints', 'complaints'],
    ['helpdesk', 'Find a person', 'people'],
    ['support', 'My queue', 'complaints'],
    ['manager', 'Figures and workload', 'workload'],
    ['admin', 'Categories', 'categories'],
  ] as const) {
    await signInHere(here, username);
    const { authorization, data, errors } = await runExample(here, example);
    expect(errors, example).toBeUndefined();
    expect(data, example).toHaveProperty(field);
    expect(authorization).toMatch(/^Bearer ey/);
    // The tab of before has the header too, and loses it with the session.
    await signOutHere(here);
    expect(await send(here)).toMatchObject({
      authorization: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  }
  await here.editor.getByRole('button', { name: 'Docs' }).click();
  await here.editor.locator('app-doc-viewer').getByText('Query', { exact: true }).click();
  await here.editor.getByText('The complaint of that reference').first().waitFor();
  expect(here.elsewhere).toEqual([]);
});

test('ids and versions in an example’s variables are those of a complaint that is there', async () => {
  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  const reference = await submitComplaint(consumer, 'For the playground');
  const here = await openPlayground(await world.browser.newPage());
  await signInHere(here, 'consumer');
  const { data } = await runExample(here, 'A complaint and its history');
  expect(data).toMatchObject({ complaint: { reference, status: 'OPEN' } });
  await here.page.getByRole('button', { name: 'Examples' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Accept a resolution' }).click();
  await here.page.getByText('None of your complaints is resolved').waitFor();
});

test('a second factor is asked for, and the session is renewed before its token ends', async () => {
  const secret = await giveSecondFactor('support');
  const page = await world.browser.newPage();
  await page.clock.install();
  const here = await openPlayground(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Organisation').fill('acme');
  await page.getByLabel('User name').fill('support');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code').fill(codeAt(secret, new Date()));
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  const first = await runExample(here, 'My queue');
  expect(first.errors).toBeUndefined();
  const renewed = page.waitForResponse(
    (response) => response.request().postData()?.includes('refreshSession') ?? false,
  );
  await page.clock.fastForward('04:20');
  await renewed;
  await expect.poll(async () => (await send(here)).authorization, patiently).not.toBe(first.authorization);
  expect((await send(here)).errors).toBeUndefined();
});

test('whoever is signed in to the web app starts as that user; loading the page again forgets tokens and keeps texts', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager');
  const here = await openPlayground(page);
  await page.getByText('signed in to the web app').waitFor();
  expect(await send(here)).toMatchObject({ authorization: null, data: { viewer: { role: 'MANAGER' } } });
  await page.getByRole('button', { name: 'Sign in as another' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Token' }).click();
  await page.getByLabel('Token', { exact: true }).fill('no-token');
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByText('This token is not valid').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await runExample(here, 'What is overdue');
  await expect
    .poll(() => page.evaluate('sessionStorage.getItem("redress-playground-tabs")'), patiently)
    .toContain('What is overdue');
  await page.reload();
  await here.editor.locator('.window-switcher__item', { hasText: 'What is overdue' }).waitFor();
});

test('a subscription shows what happens while the editor listens', async () => {
  const here = await openPlayground(await world.browser.newPage());
  await signInHere(here, 'manager');
  await here.page.getByRole('button', { name: 'Examples' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Support' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Listen to my queue' }).click();
  await here.editor.locator('.window-switcher__item--active', { hasText: 'Listen' }).waitFor();
  await here.editor.getByRole('button', { name: 'Send Request' }).click();
  await here.editor.getByText('isResync').nth(1).waitFor();
  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  const reference = await submitComplaint(consumer, 'Heard in the playground');
  const manager = await signInToApi(world.product.baseUrl, 'acme', 'manager', password);
  await startFor(manager, reference);
  await here.editor.getByText(reference).first().waitFor();
  expect(here.elsewhere).toEqual([]);
});

test('software’s token is taken too, and has examples of its own', async () => {
  const admin = await signInToApi(world.product.baseUrl, 'acme', 'admin', password);
  const { createServiceToken } = await admin.run<{ createServiceToken: { text: string } }>(
    'mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) { text } }',
    { input: { name: 'Shop', scopes: ['COMPLAINTS_READ'], password } },
  );
  const here = await openPlayground(await world.browser.newPage());
  await here.page.getByRole('button', { name: 'Sign in' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Token' }).click();
  await here.page.getByLabel('Token', { exact: true }).fill(createServiceToken.text);
  await here.page.getByRole('button', { name: 'Use this token' }).click();
  await here.page.getByText('a service token at').waitFor();
  expect(await runExample(here, 'What this token may do')).toMatchObject({
    authorization: `Bearer ${createServiceToken.text}`,
    data: { serviceToken: { name: 'Shop', scopes: ['COMPLAINTS_READ'] } },
  });
});

test('no page but the playground may have a frame, and it only one of ours', async () => {
  const { request } = await world.browser.newPage();
  const policyOf = async (path: string) => (await request.get(path)).headers()['content-security-policy'];
  expect(await policyOf('/playground')).toMatch(/^default-src 'none';.*; frame-src 'self'$/);
  for (const path of ['/', '/acme/sign-in', '/acme/complain'])
    expect(await policyOf(path)).toMatch(/^default-src 'none';(?!.*frame-src)/);
});

test.each([
  ['wide', 'light'],
  ['phone', 'dark'],
] as const)('the page around the editor is sound: %s, %s', async (size, colorScheme) => {
  const page = await world.browser.newPage({ size, colorScheme });
  await openPlayground(page);
  await expectSoundPage(page, '/playground');
  await page.getByRole('button', { name: 'Examples' }).click();
  await expectSoundPage(page, '/playground with its examples');
});
