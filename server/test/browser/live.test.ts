import { expect, test } from 'vitest';
import { signInToApi } from './api-client.ts';
import { resolveAsSupport, signIn, statusOn, submitComplaint, useWorld } from './journey.ts';
import { password } from './product.ts';
import { expectSoundPage } from './sound-page.ts';
import { asApi, moveCase, submitCase, userId } from './staff-cases.ts';

const world = useWorld();

/** Lets the support staff write to the consumer. */
async function askAsSupport(reference: string, body: string): Promise<void> {
  const support = await signInToApi(world.product.baseUrl, 'acme', 'support', password);
  const { complaintByReference } = await support.run<{ complaintByReference: { id: string } }>(
    'query ($reference: String!) { complaintByReference(reference: $reference) { id } }',
    { reference },
  );
  await support.run(
    'mutation ($input: AddCommentInput!) { addComment(input: $input) { errors { message } } }',
    { input: { complaintId: complaintByReference.id, body } },
  );
}

test('an open complaint shows what somebody else did, without being loaded anew, and asks nothing while nothing happens', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'consumer');
  const opened = page.waitForRequest((request) => request.url().endsWith('/graphql/stream'));
  const reference = await submitComplaint(page, 'A kettle that sings');
  await opened;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.waitForTimeout(3_000);
  expect(requests, 'nothing is asked while nothing happens').toEqual([]);

  await resolveAsSupport(world.product, reference);
  await page.getByText(/Updated just now: .*final response/).waitFor();
  expect(await statusOn(page)).toBe('Resolved');
  expect(requests).not.toContain(`/acme/my/complaints/${reference}`);
  expect(await page.locator('[data-live]').getAttribute('aria-live')).toBe('polite');
});

test('what is typed stays while others write', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'consumer');
  const opened = page.waitForRequest((request) => request.url().endsWith('/graphql/stream'));
  const reference = await submitComplaint(page, 'A kettle that whistles');
  await opened;
  await page.getByLabel('Write to').fill('It whistles at night.');
  await askAsSupport(reference, 'Since when does it whistle?');
  await page.getByText('Since when does it whistle?').waitFor();
  expect(await page.getByLabel('Write to').inputValue()).toBe('It whistles at night.');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
});

test('an open list shows what came in meanwhile', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager');
  const opened = page.waitForRequest((request) => request.url().endsWith('/graphql/stream'));
  await page.goto('/acme/complaints');
  await opened;
  const other = await world.browser.newPage();
  await signIn(world, other, 'consumer2');
  await submitComplaint(other, 'A toaster that throws');
  await page.getByRole('link', { name: 'A toaster that throws' }).first().waitFor();
  await page.getByText('The list was updated just now.').waitFor();
});

test('a page that cannot hear says so, and shows what it missed when it can again', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'consumer');
  await page.route('**/graphql/stream', (route) => route.abort());
  const reference = await submitComplaint(page, 'A kettle that hums');
  await page.getByText('No connection: what others change shows here').waitFor();
  await page.getByLabel('Write to').fill('It hums at night.');
  await askAsSupport(reference, 'Which tune does it hum?');
  expect(await page.getByText('Which tune does it hum?').count()).toBe(0);
  await page.unroute('**/graphql/stream');
  await page.getByText('Which tune does it hum?').waitFor();
  expect(await page.getByText('No connection').count()).toBe(0);
  expect(await page.getByLabel('Write to').inputValue()).toBe('It hums at night.');
});

test('a page whose session was ended elsewhere says so, and leads back to itself', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'consumer2');
  const opened = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
  const reference = await submitComplaint(page, 'A kettle that whispers');
  await opened;
  const other = await world.browser.newPage();
  await signIn(world, other, 'consumer2');
  await other.goto('/acme/account');
  await other.getByRole('button', { name: 'End all others' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.getByRole('link', { name: 'Sign in to go on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).searchParams.get('next')).toBe(`/acme/my/complaints/${reference}`);
});

test('a text whose form is taken away by what others do is not lost', async () => {
  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  const reference = await submitComplaint(consumer, 'A kettle that two people work on');
  const page = await world.browser.newPage();
  await signIn(world, page, 'support');
  const streams: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql/stream')) streams.push(request.url());
  });
  await page.goto(`/acme/complaints/${reference}`);
  await page.getByRole('button', { name: 'Start working on it' }).click();
  await page.locator('summary', { hasText: /^Resolve/ }).click();
  await page.getByLabel('Answer to Carla Consumer').fill('We looked into the kettle at length.');
  await page.getByLabel('Your text').fill('A word on the side.');
  expect(await page.locator('[data-live]').textContent(), 'one’s own change is no news').toBe('');

  const before = streams.length;
  expect(before).toBeGreaterThan(0);
  const manager = await asApi(world, 'manager');
  const { complaintByReference: found } = await manager.run<{
    complaintByReference: { id: string; version: number };
  }>('query ($reference: String!) { complaintByReference(reference: $reference) { id version } }', {
    reference,
  });
  await manager.run(
    'mutation ($input: AssignComplaintInput!) { assignComplaint(input: $input) { errors { message } } }',
    { input: { ...found, assigneeId: await userId(manager, 'manager') } },
  );
  const alert = page.getByRole('alert').filter({ hasText: 'has no place here any more' });
  await alert.getByText('We looked into the kettle at length.').waitFor();
  expect(await alert.getByText('A word on the side.').count()).toBe(0);
  expect(await page.getByLabel('Your text').inputValue()).toBe('A word on the side.');
  await page.getByText(/Updated just now: .* gave the complaint to/).waitFor();
  expect(streams, 'the page goes on listening where it listened').toHaveLength(before);
  await expectSoundPage(page, 'a lost text');
  await alert.getByRole('button', { name: 'I do not need it' }).click();
  expect(await alert.count()).toBe(0);
});

test('what one did is told until one’s next step, whatever others do meanwhile, and its panel is closed', async () => {
  const { id, reference } = await submitCase(world, 'A kettle of high priority');
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager');
  const opened = page.waitForRequest((request) => request.url().endsWith('/graphql/stream'));
  await page.goto(`/acme/complaints/${reference}`);
  await opened;
  const panel = page.locator('details', { hasText: 'Change category or priority' });
  await panel.locator('summary').click();
  await panel.getByLabel('Priority').selectOption('High');
  await panel.getByRole('button', { name: 'Save' }).click();
  const told = page.getByText('Category and priority were saved.');
  await told.waitFor();
  await expect.poll(() => panel.getAttribute('open')).toBeNull();

  await askAsSupport(reference, 'Which kettle is it?');
  await page.getByText('Which kettle is it?').waitFor();
  expect(await told.isVisible()).toBe(true);
  await moveCase(await asApi(world, 'manager'), 'classifyComplaint', { id }, { priority: 'URGENT' });
  await page.getByRole('main').getByText('Urgent').first().waitFor();
  expect(await told.isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Workload' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workload' }).waitFor();
  expect(await told.count()).toBe(0);
});
