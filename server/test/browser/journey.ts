import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { resolveFor, signInToApi } from './api-client.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { password, startProduct, type Product } from './product.ts';

/** What consumers do works in both. */
export const javaScriptModes = [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const;

/** The product and a browser for the tests of one file. */
export interface World {
  product: Product;
  browser: TestBrowser;
}

/** Starts product and browser before the tests of a file; afterwards no page may have complained on its console. */
export function useWorld(documents?: DocumentsMode): World {
  const world = {} as World;
  // A journey is many pages, and a machine may be busy.
  vi.setConfig({ testTimeout: 60_000 });
  beforeAll(async () => {
    world.product = await startProduct(documents);
    world.browser = await openBrowser(world.product.baseUrl);
  });
  afterAll(async () => {
    const complaints = world.browser?.complaints ?? [];
    await world.browser?.close();
    await world.product?.stop();
    expect(complaints).toEqual([]);
  });
  return world;
}

/** Signs in as somebody of the cast, by what the form sends but without drawing the page. */
export async function signIn(
  { product }: World,
  page: Page,
  username: string,
  organisation = 'acme',
): Promise<void> {
  const action = new URL(`/${organisation}/sign-in?/signIn`, product.baseUrl);
  const response = await page.request.post(action.href, {
    headers: { origin: action.origin, accept: 'text/html' },
    form: { username, password },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(303);
}

/** Submits a complaint by the form as the consumer who is signed in, and gives its reference. */
export async function submitComplaint(page: Page, subject: string): Promise<string> {
  await page.goto('/acme/my/new');
  await page.getByLabel('In one line').fill(subject);
  await page.getByLabel('What happened?').fill('It broke on the first day.');
  await page.getByRole('button', { name: 'Send the complaint' }).click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Lets the support staff of Acme take a complaint on and resolve it. */
export async function resolveAsSupport({ baseUrl }: Product, reference: string): Promise<void> {
  const support = await signInToApi(baseUrl, 'acme', 'support', password);
  await resolveFor(support, reference);
}

/** The status that the page's status line marks as the current one. */
export async function statusOn(page: Page): Promise<string> {
  const step = page.getByRole('list', { name: 'Where the complaint stands' }).locator('[aria-current=step]');
  return ((await step.textContent()) ?? '')
    .replace(/^\s*\d?\s*/, '')
    .replace(/,.*$/s, '')
    .trim();
}
