import { describe, expect, test } from 'vitest';
import { javaScriptModes, signIn, statusOn, useWorld } from './journey.ts';
import { asApi, moveCase, submitCase, userId } from './staff-cases.ts';

const world = useWorld();

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('support claims a complaint, asks the consumer, gets the answer and resolves it', async () => {
    const subject = `A cracked screen, ${javaScript}`;
    const filed = await submitCase(world, subject);
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'support');
    await page.goto('/acme/desk');
    await page.getByRole('button', { name: `Claim ${filed.reference}` }).click();
    await page.getByText('The complaint is yours.').waitFor();
    expect(await statusOn(page)).toBe('In progress');

    await page.getByText('Ask the consumer', { exact: true }).click();
    await page.getByLabel('Question to Carla Consumer').fill('Which model is it?');
    await page.getByRole('button', { name: 'Send and wait' }).click();
    await page.getByText('Your question was sent.').waitFor();
    expect(await page.getByText('Waiting for the consumer').isVisible()).toBe(true);

    const consumer = await asApi(world, 'consumer');
    await consumer.run(
      `mutation ($input: AddCommentInput!) { addComment(input: $input) { errors { message } } }`,
      {
        input: { complaintId: filed.id, body: 'The small one.' },
      },
    );
    await page.reload();
    expect(await page.getByText('The small one.').isVisible()).toBe(true);
    expect(await page.getByText('Waiting for the consumer').count()).toBe(0);

    await page.locator('summary', { hasText: /^Resolve$/ }).click();
    await page.getByLabel('Answer to Carla Consumer').fill('The screen had a fault.');
    await page.getByLabel('Redress in').fill('twelve');
    await page.getByRole('button', { name: 'Resolve the complaint' }).click();
    await page.getByText('Write an amount like 25 or 25.50').waitFor();
    expect(await page.getByLabel('Answer to Carla Consumer').inputValue()).toBe('The screen had a fault.');
    await page.getByLabel('Redress in').fill('1,000,000');
    await page.getByLabel('Outcome').selectOption('Upheld');
    await page.getByLabel('Remedy').fill('A new screen.');
    await page.getByLabel('Root cause').fill('A bad batch.');
    await page.getByRole('button', { name: 'Resolve the complaint' }).click();
    await page.getByText(/Redress above .* needs a manager/).waitFor();
    await page.getByLabel('Redress in').fill('12.50');
    await page.getByRole('button', { name: 'Resolve the complaint' }).click();
    await page.getByText('Now the consumer has the word.').waitFor();
    expect(await statusOn(page)).toBe('Resolved');
    expect(await page.getByText('US$12.50', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('A bad batch.').isVisible()).toBe(true);
  });

  test('notes stay among staff: the consumer sees the message and neither note', async () => {
    const { reference, id } = await submitCase(world, 'A noisy fan');
    const support = await asApi(world, 'support');
    await moveCase(support, 'startComplaint', { id });
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'support');
    await page.goto(`/acme/complaints/${reference}`);
    const write = async (reader: string, text: string, button: string | RegExp) => {
      await page.locator('label', { hasText: reader }).click();
      await page.getByLabel('Your text').fill(text);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('list').getByText(text).waitFor();
    };
    await write('Internal note', 'The third one this week.', 'Keep the internal note');
    await write('Resolution note', 'A new fan is in the post.', 'Keep the resolution note');
    await write('To the consumer', 'We are on it.', /Send to Carla Consumer/);

    const consumer = await world.browser.newPage({ javaScript });
    await signIn(world, consumer, 'consumer');
    await consumer.goto(`/acme/my/complaints/${reference}`);
    expect(await consumer.getByText('We are on it.').isVisible()).toBe(true);
    const seen = (await consumer.getByRole('main').textContent()) ?? '';
    expect(seen).not.toContain('The third one this week.');
    expect(seen).not.toContain('A new fan is in the post.');
  });

  test('who is overtaken by a colleague sees who did what, keeps what was written, and can send it again', async () => {
    const { reference, id } = await submitCase(world, 'A missing screw');
    const support = await asApi(world, 'support');
    await moveCase(support, 'startComplaint', { id });
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'support');
    await page.goto(`/acme/complaints/${reference}`);
    await page.getByText('Wait for a third party', { exact: true }).click();
    await page.getByLabel('Whom do we wait for').fill('The maker sends screws.');
    await moveCase(await asApi(world, 'manager'), 'classifyComplaint', { id }, { priority: 'URGENT' });

    await page.getByRole('button', { name: 'Wait', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'This changed while you were writing' });
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Max Manager set the priority to urgent.');
    expect(await page.getByLabel('Whom do we wait for').inputValue()).toBe('The maker sends screws.');
    await page.getByRole('main').getByText('Urgent').first().waitFor();
    await page.getByRole('button', { name: 'Wait', exact: true }).click();
    await page.getByText('The complaint waits for a third party.').waitFor();
  });

  test('what somebody may not do is told with its reason', async () => {
    const { reference, id } = await submitCase(world, 'A torn manual');
    const manager = await asApi(world, 'manager');
    await moveCase(manager, 'assignComplaint', { id }, { assigneeId: await userId(manager, 'support2') });
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'support');
    await page.goto(`/acme/complaints/${reference}`);
    expect(await page.getByText('It is with Sue Support.').isVisible()).toBe(true);
    await page.getByText('What is not possible now, and why').click();
    expect(await page.getByText('Only the assignee or a manager can do this.').first().isVisible()).toBe(
      true,
    );
  });
});
