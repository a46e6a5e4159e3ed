import { describe, expect, test } from 'vitest';
import { signIn, submitComplaint, resolveAsSupport, useWorld } from './journey.ts';
import { expectSoundPage } from './sound-page.ts';

const world = useWorld();

describe.each([
  ['wide', 'light'],
  ['wide', 'dark'],
  ['phone', 'light'],
  ['phone', 'dark'],
] as const)('%s, %s', (size, colorScheme) => {
  test('the pages of visitors fit, have a title and one heading, and name their controls', async () => {
    const page = await world.browser.newPage({ size, colorScheme });
    for (const path of [
      '/',
      '/acme/sign-in',
      '/acme/register',
      '/acme/complain',
      '/acme/invitation/x',
      '/acme/track/x',
      '/no/such/page',
    ]) {
      await page.goto(path);
      await expectSoundPage(page, path);
    }
  });

  test('the pages of consumers fit, have a title and one heading, and name their controls', async () => {
    const page = await world.browser.newPage({ size, colorScheme });
    await signIn(world, page, 'consumer');
    const long =
      'A very long subject that goes on and on, with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in it';
    const reference = await submitComplaint(page, long);
    await resolveAsSupport(world.product, reference);
    for (const path of ['/acme/my', '/acme/my/new', `/acme/my/complaints/${reference}`, '/acme/account']) {
      await page.goto(path);
      await expectSoundPage(page, path);
    }
  });
});

test('the whole way to a sent complaint can be gone with the keyboard alone', async () => {
  const page = await world.browser.newPage();
  await page.goto('/acme/sign-in');
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>(focusedText)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await signIn(world, page, 'consumer');
  await page.goto('/acme/my/new');
  await page.getByLabel('In one line').focus();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Nothing but keys.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const focused = await page.evaluate<string>(focusedText);
  if (focused !== 'Send the complaint') await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
});

const focusedText = `document.activeElement?.textContent?.trim()`;
