import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { javaScriptModes, resolveAsSupport, signIn, statusOn, useWorld } from './journey.ts';
import { asApi, moveCase, resolution, submitCase, userId } from './staff-cases.ts';

const world = useWorld();

/** One complaint of every kind that a dashboard counts. */
beforeAll(async () => {
  const support = await asApi(world, 'support');
  const manager = await asApi(world, 'manager');
  const consumer = await asApi(world, 'consumer');
  for (const subject of ['An open one', 'Another open one']) await submitCase(world, subject);
  const waiting = await submitCase(world, 'A waiting one');
  await moveCase(support, 'startComplaint', waiting);
  await moveCase(support, 'awaitConsumer', waiting, { question: 'Which one?' });
  const resolved = await submitCase(world, 'A resolved one');
  await resolveAsSupport(world.product, resolved.reference);
  const flagged = await submitCase(world, 'A flagged one');
  for (const assignee of ['support', 'support2']) {
    await moveCase(manager, 'assignComplaint', flagged, { assigneeId: await userId(manager, assignee) });
    await moveCase(manager, 'resolveComplaint', flagged, resolution);
    await moveCase(consumer, 'rejectResolution', flagged, { reason: 'No.' });
  }
  const longAgo = new Date(Date.now() - 200 * 86_400_000).toISOString();
  const soon = new Date(Date.now() - 53 * 86_400_000).toISOString();
  for (const [subject, receivedAt] of [
    ['A late one', longAgo],
    ['A pressing one', soon],
  ]) {
    const person = { name: 'Lena Late', phone: '123' };
    await manager.run(
      'mutation ($input: LogComplaintInput!) { logComplaint(input: $input) { errors { message } } }',
      {
        input: {
          newConsumer: person,
          channel: 'LETTER',
          receivedAt,
          subject,
          description: 'Since long.',
          assigneeId: await userId(manager, 'support'),
        },
      },
    );
  }
});

async function countOf(page: Page, href: string): Promise<number> {
  await page.goto(href);
  const text = await page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /complaints?$|users?$/ })
    .textContent();
  return Number(/\d+/.exec(text ?? '')?.[0]);
}

test.each(['helpdesk', 'support', 'manager', 'admin'])(
  'every number on the dashboard of %s leads to a list of exactly that many',
  async (username) => {
    const page = await world.browser.newPage({ javaScript: false });
    await signIn(world, page, username);
    await page.goto('/acme/desk');
    const links = await page.getByRole('main').locator('a[href*="?"]').all();
    const numbers = await Promise.all(
      links.map(async (link) => {
        const label = (await link.textContent()) ?? '';
        // In a chart the number stands beside the name that is the link.
        const beside = link.locator('xpath=following-sibling::span');
        const number =
          /\d+/.exec(label.replace('7 days', '')) ?? /\d+/.exec((await beside.first().textContent()) ?? '');
        const value = Number(number?.[0]);
        return { href: (await link.getAttribute('href')) ?? '', label, value };
      }),
    );
    expect(numbers.length).toBeGreaterThan(4);
    const wrong = [];
    for (const { href, label, value } of numbers) {
      const listed = await countOf(page, href);
      if (listed !== value) wrong.push({ href, label, value, listed });
    }
    expect(wrong).toEqual([]);
  },
);

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('the manager takes a complaint from one and gives it to another, from the workload', async () => {
    const filed = await submitCase(world, `A heavy one, ${javaScript}`);
    const manager = await asApi(world, 'manager');
    await moveCase(manager, 'assignComplaint', filed, { assigneeId: await userId(manager, 'support') });
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'manager');
    await page.goto('/acme/workload');
    await page.getByRole('link', { name: 'Reassign complaints of Sam Support' }).click();
    await page.getByLabel(`Reassign ${filed.reference} to`).selectOption({ label: 'Sue Support' });
    await page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: filed.reference })
      .getByRole('button', { name: 'Assign' })
      .click();
    await page.getByText(`${filed.reference} went to Sue Support.`).waitFor();
    expect(
      await page.getByRole('main').getByRole('listitem').filter({ hasText: filed.reference }).count(),
    ).toBe(0);
  });

  test('a closed complaint is reopened with a reason only', async () => {
    const filed = await submitCase(world, 'A closed one');
    await resolveAsSupport(world.product, filed.reference);
    await moveCase(await asApi(world, 'consumer'), 'acceptResolution', filed);
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'manager');
    await page.goto(`/acme/complaints/${filed.reference}`);
    expect(await statusOn(page)).toBe('Closed');
    await page.locator('summary', { hasText: /^Reopen$/ }).click();
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('Why?').fill('The machine broke again.');
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await page.getByText('The complaint is in progress again.').waitFor();
    expect(await statusOn(page)).toBe('In progress');
    expect(await page.getByText('Came back').isVisible()).toBe(true);
  });

  test('category and priority are set, and found by the filters; each filter can be taken away', async () => {
    const filed = await submitCase(world, `A classified one, ${javaScript}`);
    const category = `Buses ${javaScript}`;
    const admin = await asApi(world, 'admin');
    await admin.run(
      'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { errors { message } } }',
      {
        input: { name: category },
      },
    );
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'manager');
    await page.goto(`/acme/complaints/${filed.reference}`);
    await page.getByText('Change category or priority').click();
    await page.getByLabel('About').selectOption({ label: category });
    await page.getByLabel('Priority', { exact: true }).selectOption('Urgent');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Category and priority were saved.').waitFor();

    await page.goto('/acme/complaints');
    await page.getByText('Filter and order').click();
    await page.getByLabel('About').selectOption({ label: category });
    if (!javaScript) await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: `Remove the filter About ${category}` }).waitFor();
    expect(
      await page.getByRole('link', { name: filed.reference }).or(page.getByText(filed.reference)).count(),
    ).toBe(1);
    expect(new URL(page.url()).search).toContain('category=');
    await page.getByRole('link', { name: `Remove the filter About ${category}` }).click();
    await page.waitForURL((url) => !url.search.includes('category='));
    await page.getByText(/^1 complaint$/).waitFor({ state: 'detached' });
  });

  test('the list is searched, ordered by its headings, and paged both ways', async () => {
    const consumer = await asApi(world, 'consumer2');
    const word = javaScript ? 'quokka' : 'wombat';
    for (let number = 1; number <= 27; number += 1) {
      await consumer.run(
        'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { errors { message } } }',
        {
          input: { subject: `${word} ${String(number).padStart(2, '0')}`, description: 'One of many.' },
        },
      );
    }
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'manager');
    await page.goto('/acme/complaints');
    await page.getByLabel('Search complaints').fill(word);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('27 complaints').waitFor();
    await page.getByRole('link', { name: 'Received', exact: true }).click();
    await page
      .getByRole('columnheader', { name: 'Received' })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor();
    const first = () => page.getByRole('row').nth(1).getByRole('link').textContent();
    expect(await first()).toBe(`${word} 27`);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect.poll(first).toBe(`${word} 02`);
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect.poll(first).toBe(`${word} 27`);
    await page.getByRole('link', { name: 'Received', exact: true }).click();
    await expect.poll(first).toBe(`${word} 01`);
  });

  test('the audit log tells who did what to which complaint, and leads there', async () => {
    const filed = await submitCase(world, 'An audited one');
    const support = await asApi(world, 'support');
    await moveCase(support, 'startComplaint', filed);
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'manager');
    await page.goto('/acme/audit');
    await page.getByLabel('Name, reference or action').fill(filed.reference);
    await page.getByRole('button', { name: 'Search' }).click();
    const entry = page
      .getByRole('listitem')
      .filter({ hasText: 'Started' })
      .filter({ hasText: filed.reference });
    await entry.waitFor();
    expect(await entry.textContent()).toContain('Sam Support');
    await entry.locator('summary').click();
    expect(await entry.getByText('In progress').isVisible()).toBe(true);
    await page.getByLabel('What').selectOption('Started');
    if (!javaScript) await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 entry').waitFor();
    await page.getByRole('main').getByRole('link', { name: filed.reference }).click();
    await page.getByRole('heading', { level: 1, name: 'An audited one' }).waitFor();
  });
});
