import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Findings {
  overflow: number;
  title: string;
  headings: number;
  main: number;
  unnamed: string[];
  tooSmall: string[];
  doubledIds: string[];
  spilling: string[];
}

// Runs in the page, so it is text here: the tests are compiled without the types of a browser.
const inspectPage = `(() => {
  const isShown = (element) => element.getClientRects().length > 0;
  const tell = (element) => element.outerHTML.slice(0, 140);
  const controls = [...document.querySelectorAll('input:not([type=hidden]), textarea:not([hidden]), select')];
  const targets = [...document.querySelectorAll('button, summary, input:not([type=hidden]), nav a')].filter(isShown);
  // A label that encloses its radio button or checkbox is what one aims at.
  const target = (element) => (element.matches('[type=radio], [type=checkbox]') && element.closest('label')) || element;
  const isTooSmall = (element) => {
    const { width, height } = target(element).getBoundingClientRect();
    return width < 24 || height < 24;
  };
  const isSpilling = (element) => {
    const sheet = element.closest('section');
    return sheet !== null && element.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1;
  };
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main#content').length,
    unnamed: controls.filter((control) => control.labels.length === 0).map(tell),
    tooSmall: targets.filter(isTooSmall).map(tell),
    spilling: [...document.querySelectorAll('section table, section form, section li')].filter(isSpilling).map(tell),
    doubledIds: ids.filter((id, index) => ids.indexOf(id) !== index),
  };
})()`;

/** The page and its sheets hold what is on them; it has a title, one heading and one main part, its controls have names and can be aimed at. */
export async function expectSoundPage(page: Page, path: string): Promise<void> {
  const findings = await page.evaluate<Findings>(inspectPage);
  const sound = {
    overflow: 0,
    headings: 1,
    main: 1,
    unnamed: [],
    tooSmall: [],
    doubledIds: [],
    spilling: [],
  };
  expect(findings, path).toMatchObject(sound);
  expect(findings.title.length, path).toBeGreaterThan(5);
}
