import { expect, test } from 'vitest';
import { documentHash } from '../../documents/document-hash.ts';
import { javaScriptModes, signIn, submitComplaint, useWorld } from './journey.ts';
import { expectSoundPage } from './sound-page.ts';

const world = useWorld('trusted');

const pages = {
  consumer: ['/acme/my', '/acme/my/new'],
  support: ['/acme/desk', '/acme/complaints'],
  helpdesk: ['/acme/desk', '/acme/complaints/log', '/acme/people'],
  manager: ['/acme/desk', '/acme/workload', '/acme/audit'],
  admin: [
    '/acme/desk',
    '/acme/users',
    '/acme/categories',
    '/acme/settings',
    '/acme/audit',
    '/acme/webhooks',
    '/acme/documents',
  ],
};

test.each(Object.entries(pages))(
  'where only known documents run, the pages of %s work, and ask by hashes alone',
  async (username, paths) => {
    const page = await world.browser.newPage();
    const asked: unknown[] = [];
    const refused: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/graphql') asked.push(request.postDataJSON());
    });
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    await signIn(world, page, username);
    if (username === 'consumer') await submitComplaint(page, 'A kettle that is trusted');
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      // What a page asks for after it is drawn. A page that listens is never without a request.
      await page.waitForTimeout(500);
    }
    if (username === 'helpdesk') {
      await page.goto('/acme/complaints/log', { waitUntil: 'networkidle' });
      await page.getByLabel('Look up the person').fill('consumer@acme');
      await page.getByText('Carla Consumer', { exact: true }).waitFor();
      expect(asked.length).toBeGreaterThan(0);
    }
    for (const body of asked) {
      expect(body).toMatchObject({ documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string });
      expect(body).not.toHaveProperty('query');
    }
    expect(refused).toEqual([]);
  },
);

test.each(javaScriptModes)(
  '%s an administrator makes a document known, and unknown again',
  async (_, javaScript) => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto('/acme/documents');
    const query = `query Own${javaScript ? 'Live' : 'Plain'} {\n  viewer { displayName }\n}`;
    const run = () =>
      page.request.post('/graphql', {
        headers: { origin: world.product.baseUrl },
        data: { documentId: `sha256:${documentHash(query)}` },
      });
    await page.getByRole('textbox', { name: 'The document' }).fill('query {');
    await page.getByRole('button', { name: 'Register it' }).click();
    await page.getByText('Line 1, column 8: Syntax Error').waitFor();
    expect((await run()).status()).toBe(404);

    await page.getByRole('textbox', { name: 'The document' }).fill(query);
    await page.getByRole('button', { name: 'Register it' }).click();
    await page.getByText('is known now.').waitFor();
    expect(await (await run()).json()).toMatchObject({ data: { viewer: { displayName: 'Ada Admin' } } });
    await expectSoundPage(page, '/acme/documents');

    await page.getByText('Remove it').click();
    await page.getByRole('button', { name: /^Remove “Own/ }).click();
    await page.getByText('is not known any more.').waitFor();
    expect((await run()).status()).toBe(404);
  },
);

test('and a document that somebody makes up in a page is refused', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin');
  const answer = await page.request.post('/graphql', {
    headers: { origin: world.product.baseUrl },
    data: { query: '{ users { nodes { username } } }' },
  });
  expect(answer.status()).toBe(403);
});
