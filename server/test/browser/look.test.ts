import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signIn, submitComplaint, resolveAsSupport, useWorld } from './journey.ts';

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

interface Findings {
  overflow: number;
  title: string;
  headings: number;
  main: number;
  unnamed: number;
  tooSmall: string[];
}

// Runs in the page, so it is text here: the tests are compiled without the types of a browser.
const inspectPage = `(() => {
  const isShown = (element) => element.getClientRects().length > 0;
  const controls = [...document.querySelectorAll('input:not([type=hidden]), textarea:not([hidden]), select')];
  const targets = [...document.querySelectorAll('button, summary, input:not([type=hidden]), nav a')].filter(isShown);
  const isTooSmall = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width < 24 || height < 24;
  };
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main#content').length,
    unnamed: controls.filter((control) => control.labels.length === 0).length,
    tooSmall: targets.filter(isTooSmall).map((element) => element.outerHTML.slice(0, 120)),
  };
})()`;

async function expectSoundPage(page: Page, path: string): Promise<void> {
  const findings = await page.evaluate<Findings>(inspectPage);
  expect(findings, path).toMatchObject({ overflow: 0, headings: 1, main: 1, unnamed: 0, tooSmall: [] });
  expect(findings.title.length, path).toBeGreaterThan(5);
}

const focusedText = `document.activeElement?.textContent?.trim()`;
