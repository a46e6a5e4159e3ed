import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allJobs } from '../../api/jobs.ts';
import { workOffLanes } from '../../jobs/work-off-lanes.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { javaScriptModes, signIn, submitComplaint, useWorld } from './journey.ts';
import { expectSoundPage } from './sound-page.ts';

const world = useWorld();
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());

const work = () => {
  const { services } = world.product;
  return workOffLanes(services.pools, allJobs({ ...services, transport: null }));
};

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('the administrator adds a webhook, sees its secret this once, tests it, sends again, rotates the secret, switches it off and removes it', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto('/acme/webhooks');
    await page.getByRole('link', { name: 'Add a webhook' }).click();
    await page.getByLabel('What it is for').fill('Copy');
    await page.getByLabel('Address').fill('https://10.0.0.1/in');
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    await page.getByText('This address is not a public one with https.').waitFor();
    expect(await page.getByLabel('What it is for').inputValue()).toBe('Copy');
    await page.getByText('Choose at least one.').waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByLabel('comment.added').check();
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    const secret = await page.getByLabel('Secret').inputValue();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Copy' }).waitFor();
    expect(await page.content()).not.toContain(secret);
    receiver.answer = (__, response) => response.writeHead(500).end('Out of order');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('A test message is on its way').waitFor();
    await work();
    await page.reload();
    await page.getByText('endpoint.test').first().click();
    await page.getByText('Out of order').waitFor();
    receiver.reset();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('The message is sent again.').waitFor();
    await work();
    await page.reload();
    await page.getByText('Taken with 204.').first().waitFor();

    await page.getByText('New secret', { exact: true }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    expect(await page.getByLabel('Secret').inputValue()).not.toBe(secret);
    await page.reload();
    await page.getByText('End the old secret').first().click();
    await page.getByRole('button', { name: 'End the old secret' }).click();
    await page.getByText('The old secret does not sign any more.').waitFor();

    await page.getByText('Replay', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('0 messages are sent again.').waitFor();
    await page.getByText('Switch off', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('Nothing is sent there any more.').first().waitFor();
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('What it missed is sent by a replay.').waitFor();
    for (const size of ['wide', 'phone'] as const) {
      const look = await world.browser.newPage({ javaScript, size });
      await signIn(world, look, 'admin');
      for (const path of ['/acme/webhooks', '/acme/webhooks/new', new URL(page.url()).pathname]) {
        await look.goto(path);
        await expectSoundPage(look, path);
      }
    }
    await page.getByText('Remove', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The webhook was removed.').waitFor();
    await page.getByText('No webhooks yet').waitFor();
  });
});

test('what was told about one complaint is found from its page, and sent again from there', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin');
  await page.goto('/acme/webhooks/new');
  await page.getByLabel('What it is for').fill('Copy of complaints');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByLabel('complaint.submitted').check();
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await page.getByLabel('Secret').waitFor();
  const consumer = await world.browser.newPage();
  await signIn(world, consumer, 'consumer');
  await submitComplaint(consumer, 'Another kettle, another system');
  const reference = await submitComplaint(consumer, 'A kettle that others hear of');
  receiver.answer = (__, response) => response.writeHead(500).end('Out of order');
  await work();

  await page.goto(`/acme/complaints/${reference}`);
  await page.getByRole('link', { name: 'What other systems were told' }).click();
  const messages = page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
  await messages.getByText('complaint.submitted', { exact: true }).waitFor();
  expect(await messages.count(), 'those of this complaint alone').toBe(1);
  const path = new URL(page.url()).pathname;
  for (const size of ['wide', 'phone'] as const) {
    const look = await world.browser.newPage({ size });
    await signIn(world, look, 'admin');
    await look.goto(path);
    await look.getByText('complaint.submitted', { exact: true }).click();
    await look.getByText('Out of order').waitFor();
    await expectSoundPage(look, path);
  }
  receiver.reset();
  await messages.getByText('complaint.submitted', { exact: true }).click();
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByText('The message is sent again.').waitFor();
  await work();
  await page.reload();
  await page.getByText('Taken with 204.').first().waitFor();
  await page.getByRole('link', { name: reference }).click();
  await page.getByRole('heading', { level: 1, name: 'A kettle that others hear of' }).waitFor();

  const manager = await world.browser.newPage();
  await signIn(world, manager, 'manager');
  await manager.goto(`/acme/complaints/${reference}`);
  expect(await manager.getByRole('link', { name: 'What other systems were told' }).count()).toBe(0);
  expect((await manager.goto(path))?.status()).toBe(403);
});

test('nobody but administrators finds the page', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'manager');
  expect((await page.goto('/acme/webhooks'))?.status()).toBe(403);
});
