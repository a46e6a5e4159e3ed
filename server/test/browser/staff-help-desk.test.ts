import { describe, expect, test } from 'vitest';
import { javaScriptModes, resolveAsSupport, signIn, statusOn, useWorld } from './journey.ts';
import { submitCase } from './staff-cases.ts';

const world = useWorld();

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  test('the help desk logs a complaint for somebody new; what is missing is told beside its field and nothing is lost', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'helpdesk');
    await page.goto('/acme/desk');
    await page.getByRole('main').getByRole('link', { name: 'Log a complaint' }).click();
    await page.getByLabel('In the words of the consumer').fill('The bus never came.');
    await page.getByLabel('Priority').selectOption('Urgent');
    const log = page.getByRole('button', { name: 'Log the complaint' });
    await log.click();
    await page.getByText('Say who complains').waitFor();
    // A second refusal loses nothing either, choices included.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await log.click();
    await answered;
    await page.locator('form[aria-busy=true]').waitFor({ state: 'detached' });
    await page.getByText('Say who complains').waitFor();
    expect(await page.getByLabel('Priority').inputValue()).toBe('URGENT');
    expect(await page.getByLabel('In one line').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('In the words of the consumer').inputValue()).toBe('The bus never came.');

    const name = `Nora Newcomer ${javaScript ? 'One' : 'Two'}`;
    await page.getByText('Somebody new').click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Phone').fill('+44 20 7946 0000');
    await page.getByLabel('In one line').fill('No bus on line 7');
    await page.getByLabel('Received by').selectOption('Letter');
    await page.getByLabel('Received at').fill('2026-01-15T09:30');
    await page.getByLabel('Assign to').selectOption({ label: 'Sam Support' });
    await page.getByRole('button', { name: 'Log the complaint' }).click();

    await page.getByText(/Tell the consumer its reference: ACME-\d{4}-\d{6}/).waitFor();
    expect(await statusOn(page)).toBe('In progress');
    expect(await page.getByRole('main').getByText('Urgent').first().isVisible()).toBe(true);
    const main = page.getByRole('main');
    expect(await main.getByRole('link', { name, exact: true }).isVisible()).toBe(true);
    expect(await main.getByText('· Letter').isVisible()).toBe(true);
    expect(await main.getByText('15 Jan 2026, 09:30').isVisible()).toBe(true);
    await page.goto('/acme/people?q=newcomer');
    expect(await page.getByRole('link', { name }).isVisible()).toBe(true);
  });

  test('somebody known is looked up by a part of what is known, and chosen', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'helpdesk');
    await page.goto('/acme/complaints/log');
    await page.getByLabel('In one line').fill('A late refund');
    await page.getByLabel('Look up the person').fill('consumer@acme');
    if (!javaScript) await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Carla Consumer', { exact: true }).click();
    expect(await page.getByLabel('In one line').inputValue()).toBe('A late refund');
    await page.getByLabel('In the words of the consumer').fill('Nothing came back.');
    await page.getByRole('button', { name: 'Log the complaint' }).click();
    await page.getByText(/Tell the consumer its reference/).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Carla Consumer' }).isVisible()).toBe(true);
  });

  test('a spoken acceptance needs its evidence, closes the complaint and keeps the words', async () => {
    const { reference } = await submitCase(world, 'A loose handle');
    await resolveAsSupport(world.product, reference);
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'helpdesk');
    await page.goto(`/acme/complaints/${reference}`);
    await page.getByText('Record an acceptance').click();
    const form = page.locator('form[action="?/accept"]');
    await form.getByRole('button', { name: 'Record and close' }).click();
    await form.locator('[aria-invalid=true]').waitFor();
    await form.getByLabel('How and when did they say so?').fill('On the phone at ten.');
    await form.getByRole('button', { name: 'Record and close' }).click();
    await page.getByText('The acceptance was recorded').waitFor();
    expect(await statusOn(page)).toBe('Closed');
    expect(await page.getByText('On the phone at ten.').isVisible()).toBe(true);
  });

  test('a person is changed, and gets an account by a link that is shown once', async () => {
    const username = `pat.${javaScript ? 'one' : 'two'}`;
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'helpdesk');
    await page.goto('/acme/people/new');
    await page.getByLabel('Name', { exact: true }).fill('Pat Person');
    await page.getByLabel('E-mail address').fill('not an address');
    await page.getByRole('button', { name: 'Add the person' }).click();
    await page.getByText('Write an e-mail address like name@example.org.').waitFor();
    await page.getByLabel('E-mail address').fill('pat@example.org');
    await page.getByRole('button', { name: 'Add the person' }).click();
    await page.getByText('The person was added.').waitFor();

    await page.getByText('Edit', { exact: true }).click();
    await page.getByLabel('Phone').fill('0123 456');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The person was saved.').waitFor();
    expect(await page.getByRole('link', { name: '0123 456' }).isVisible()).toBe(true);

    await page.getByText('Give an account').click();
    await page.getByLabel('User name').fill(username);
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByLabel('Link').inputValue();
    expect(link).toMatch(/\/acme\/invitation\/\S+$/);
    await page.goto(new URL(page.url()).pathname);
    await page.getByText('Has an account').waitFor();
    expect(await page.getByLabel('Link').count()).toBe(0);
  });
});
