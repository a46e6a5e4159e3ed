import { expect, test } from 'vitest';
import { signInToApi } from './api-client.ts';
import { resolveAsSupport, signIn, statusOn, submitComplaint, useWorld } from './journey.ts';
import { password } from './product.ts';

const world = useWorld();

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
  const support = await signInToApi(world.product.baseUrl, 'acme', 'support', password);
  const { complaintByReference } = await support.run<{ complaintByReference: { id: string } }>(
    'query ($reference: String!) { complaintByReference(reference: $reference) { id } }',
    { reference },
  );
  await support.run(
    'mutation ($input: AddCommentInput!) { addComment(input: $input) { errors { message } } }',
    { input: { complaintId: complaintByReference.id, body: 'Since when does it whistle?' } },
  );
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
