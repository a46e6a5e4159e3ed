import { expect, test } from 'vitest';
import { signIn, submitComplaint, useWorld } from './journey.ts';

const world = useWorld('trusted');

const pages = {
  consumer: ['/acme/my', '/acme/my/new'],
  support: ['/acme/desk', '/acme/complaints'],
  helpdesk: ['/acme/desk', '/acme/complaints/log', '/acme/people'],
  manager: ['/acme/desk', '/acme/workload', '/acme/audit'],
  admin: ['/acme/desk', '/acme/users', '/acme/categories', '/acme/settings', '/acme/audit', '/acme/webhooks'],
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
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { level: 1 }).waitFor();
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

test('and a document that somebody makes up in a page is refused', async () => {
  const page = await world.browser.newPage();
  await signIn(world, page, 'admin');
  const answer = await page.request.post('/graphql', {
    headers: { origin: world.product.baseUrl },
    data: { query: '{ users { nodes { username } } }' },
  });
  expect(answer.status()).toBe(403);
});
