import type { Page } from 'playwright-core';
import type { GraphQLInputObjectType } from 'graphql';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allJobs } from '../../../api/jobs.ts';
import { buildSchema } from '../../../api/schema.ts';
import { workOffLanes } from '../../../jobs/work-off-lanes.ts';
import type { ApiClient } from '../../browser/api-client.ts';
import { sendToApi } from '../../browser/api-client.ts';
import { signIn, useWorld } from '../../browser/journey.ts';
import { password } from '../../browser/product.ts';
import { asApi, moveCase, submitCase, userId, type Case } from '../../browser/staff-cases.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../webhook-receiver.ts';

const world = useWorld();

let receiver: WebhookReceiver | undefined;
afterAll(() => receiver?.stop());

/** Each way in which a text could become part of a page, in one. It marks the page when anything of it runs. */
const poison = `"'><script>window.stolen=1</script><img src=x onerror="window.stolen=1"><svg/onload=window.stolen=1></title></textarea></style>{@html 1}`;
/** The same where a name is at most 120 characters. */
const shortPoison = `'"><img src=x onerror=window.stolen=1><script>window.stolen=1</script>`;

interface Visit {
  /** Null: a visitor. */
  as: string | null;
  path: string;
}

/** Where each page of the web app is looked at, by its folder under web/src/routes. */
let visits: Record<string, Visit>;
let poisoned: Case;

beforeAll(async () => {
  const admin = await asApi(world, 'admin');
  const consumer = await asApi(world, 'consumer');
  const support = await asApi(world, 'support');
  const category = await makeCategory(admin);
  const { submitComplaint } = await consumer.run<{ submitComplaint: { complaint: Case } }>(
    `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { id reference version } } }`,
    { input: { subject: poison, description: poison, desiredOutcome: poison, categoryId: category } },
  );
  poisoned = submitComplaint.complaint;
  await moveCase(support, 'startComplaint', poisoned);
  await moveCase(support, 'awaitConsumer', poisoned, { question: poison });
  const comment = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { errors { message } } }';
  await consumer.run(comment, { input: { complaintId: poisoned.id, body: poison } });
  await support.run(comment, { input: { complaintId: poisoned.id, body: poison, isInternal: true } });
  await moveCase(support, 'resolveComplaint', poisoned, {
    outcome: 'UPHELD',
    explanation: poison,
    rootCause: poison,
    remedy: poison,
  });
  const person = await makePerson(admin);
  const user = await makeUser(admin);
  const { trackingToken, invitationToken } = await makeLinks(admin);
  await makeToken(admin);
  await renameOrganisation(admin);
  await nameProvider(admin);
  const supportId = await userId(admin, 'support');
  const webhook = await makeWebhook(admin);
  const reference = poisoned.reference;
  visits = {
    '.': { as: null, path: '/' },
    playground: { as: 'admin', path: '/playground' },
    '[tenant=slug]/(visitor)/register': { as: null, path: '/acme/register' },
    '[tenant=slug]/(visitor)/complain': { as: null, path: '/acme/complain' },
    '[tenant=slug]/(visitor)/sign-in': {
      as: null,
      path: `/acme/sign-in?username=${encodeURIComponent(poison)}`,
    },
    '[tenant=slug]/(visitor)/sign-in/callback': {
      as: null,
      path: `/acme/sign-in/callback?state=${encodeURIComponent(poison)}&error=${encodeURIComponent(poison)}`,
    },
    '[tenant=slug]/(visitor)/forgot-password': { as: null, path: '/acme/forgot-password' },
    '[tenant=slug]/(visitor)/invitation/[token]': { as: null, path: `/acme/invitation/${invitationToken}` },
    '[tenant=slug]/track/[token]': { as: null, path: `/acme/track/${trackingToken}` },
    '[tenant=slug]/(app)/my': { as: 'consumer', path: '/acme/my' },
    '[tenant=slug]/(app)/my/new': { as: 'consumer', path: '/acme/my/new' },
    '[tenant=slug]/(app)/my/complaints/[reference]': {
      as: 'consumer',
      path: `/acme/my/complaints/${reference}`,
    },
    '[tenant=slug]/(app)/account': { as: 'consumer', path: '/acme/account' },
    '[tenant=slug]/(app)/account/second-factor': { as: 'admin', path: '/acme/account/second-factor' },
    '[tenant=slug]/(app)/desk': { as: 'admin', path: '/acme/desk' },
    '[tenant=slug]/(app)/complaints': {
      as: 'admin',
      path: `/acme/complaints?q=${encodeURIComponent(poison)}`,
    },
    '[tenant=slug]/(app)/complaints/log': { as: 'admin', path: '/acme/complaints/log' },
    '[tenant=slug]/(app)/complaints/[reference]': { as: 'admin', path: `/acme/complaints/${reference}` },
    '[tenant=slug]/(app)/people': { as: 'admin', path: '/acme/people' },
    '[tenant=slug]/(app)/people/new': { as: 'admin', path: '/acme/people/new' },
    '[tenant=slug]/(app)/people/[id]': { as: 'admin', path: `/acme/people/${person}` },
    '[tenant=slug]/(app)/users': { as: 'admin', path: '/acme/users' },
    '[tenant=slug]/(app)/users/new': { as: 'admin', path: '/acme/users/new' },
    '[tenant=slug]/(app)/users/[id]': { as: 'admin', path: `/acme/users/${user}` },
    '[tenant=slug]/(app)/categories': { as: 'admin', path: '/acme/categories' },
    '[tenant=slug]/(app)/mail': { as: 'admin', path: '/acme/mail' },
    '[tenant=slug]/(app)/documents': { as: 'admin', path: '/acme/documents' },
    '[tenant=slug]/(app)/webhooks': { as: 'admin', path: '/acme/webhooks' },
    '[tenant=slug]/(app)/webhooks/new': { as: 'admin', path: '/acme/webhooks/new' },
    '[tenant=slug]/(app)/webhooks/[id]': { as: 'admin', path: `/acme/webhooks/${webhook}` },
    '[tenant=slug]/(app)/webhooks/about/[complaint]': {
      as: 'admin',
      path: `/acme/webhooks/about/${poisoned.id}`,
    },
    '[tenant=slug]/(app)/tokens': { as: 'admin', path: '/acme/tokens' },
    '[tenant=slug]/(app)/tokens/new': { as: 'admin', path: '/acme/tokens/new' },
    '[tenant=slug]/(app)/settings/sign-in': { as: 'admin', path: '/acme/settings/sign-in' },
    '[tenant=slug]/(app)/settings': { as: 'admin', path: '/acme/settings' },
    '[tenant=slug]/(app)/audit': { as: 'admin', path: `/acme/audit?q=${encodeURIComponent(poison)}` },
    '[tenant=slug]/(app)/workload': { as: 'admin', path: '/acme/workload' },
    '[tenant=slug]/(app)/workload/[user]': { as: 'admin', path: `/acme/workload/${supportId}` },
  };
});

const pages = new Map<string | null, Page>();

/** The page of somebody who is signed in, or of a visitor; the same each time. */
async function pageOf(username: string | null): Promise<Page> {
  const known = pages.get(username);
  if (known) return known;
  const page = await world.browser.newPage();
  if (username) await signIn(world, page, username);
  pages.set(username, page);
  return page;
}

async function makeCategory(admin: ApiClient): Promise<string> {
  const { createCategory } = await admin.run<{ createCategory: { category: { id: string } } }>(
    'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { category { id } } }',
    { input: { name: shortPoison } },
  );
  return createCategory.category.id;
}

async function makePerson(admin: ApiClient): Promise<string> {
  const { createPerson } = await admin.run<{ createPerson: { person: { id: string } } }>(
    'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }',
    { input: { name: poison, address: poison } },
  );
  return createPerson.person.id;
}

/** A webhook whose receiver refuses a test with a poisoned answer. */
async function makeWebhook(admin: ApiClient): Promise<string> {
  receiver = await startWebhookReceiver();
  receiver.answer = (_, response) => response.writeHead(500).end(poison);
  const { createWebhookEndpoint } = await admin.run<{
    createWebhookEndpoint: { webhookEndpoint: { id: string } };
  }>(
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { webhookEndpoint { id } } }',
    {
      input: {
        url: `${receiver.url}?${encodeURIComponent(poison)}`,
        description: poison,
        eventKinds: ['COMMENT_ADDED'],
      },
    },
  );
  const { id } = createWebhookEndpoint.webhookEndpoint;
  const test =
    'mutation ($input: SendTestWebhookInput!) { sendTestWebhook(input: $input) { errors { message } } }';
  await admin.run(test, { input: { id } });
  const { services } = world.product;
  await workOffLanes(services.pools, allJobs({ ...services, transport: null }));
  expect(receiver.messages).toHaveLength(1);
  return id;
}

async function makeUser(admin: ApiClient): Promise<string> {
  const { createUser } = await admin.run<{ createUser: { user: { id: string } } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { username: 'poison', displayName: poison, role: 'SUPPORT' } },
  );
  return createUser.user.id;
}

/** A link of each kind, whose pages greet with texts of others. */
async function makeLinks(admin: ApiClient) {
  const { createUser } = await admin.run<{ createUser: { invitationUrl: string } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { invitationUrl } }',
    { input: { username: 'poison2', displayName: poison, role: 'SUPPORT' } },
  );
  const input = {
    organisation: 'acme',
    name: poison,
    email: 'vic@visitors.example',
    subject: poison,
    description: poison,
  };
  const { submitPublicComplaint } = await sendToApi<{ submitPublicComplaint: { trackingUrl: string } }>(
    world.product.baseUrl,
    null,
    'mutation ($input: SubmitPublicComplaintInput!) { submitPublicComplaint(input: $input) { trackingUrl } }',
    { input },
  );
  const last = (url: string) => url.split('/').at(-1) ?? '';
  return {
    invitationToken: last(createUser.invitationUrl),
    trackingToken: last(submitPublicComplaint.trackingUrl),
  };
}

/** By hand: the organisation's own name is set by its administrator, who is no friend here. */
async function renameOrganisation(admin: ApiClient): Promise<void> {
  const input = buildSchema().getType('UpdateOrganisationInput') as GraphQLInputObjectType;
  const fields = Object.keys(input.getFields()).join(' ');
  const { viewer } = await admin.run<{ viewer: { organisation: object } }>(
    `{ viewer { organisation { ${fields} } } }`,
  );
  const { updateOrganisation } = await admin.run<{ updateOrganisation: { errors: unknown[] } }>(
    'mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { errors { message } } }',
    { input: { ...viewer.organisation, name: poison } },
  );
  expect(updateOrganisation.errors).toEqual([]);
}

async function makeToken(admin: ApiClient): Promise<void> {
  const { createServiceToken } = await admin.run<{ createServiceToken: { errors: unknown[] } }>(
    'mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) { errors { message } } }',
    { input: { password, name: shortPoison, scopes: ['COMPLAINTS_READ'] } },
  );
  expect(createServiceToken.errors).toEqual([]);
}

async function nameProvider(admin: ApiClient): Promise<void> {
  const { saveIdentityProvider } = await admin.run<{ saveIdentityProvider: { errors: unknown[] } }>(
    'mutation ($input: SaveIdentityProviderInput!) { saveIdentityProvider(input: $input) { errors { message } } }',
    {
      input: {
        issuer: 'https://login.example',
        clientId: poison,
        label: '<img src=x onerror=window.stolen=1>',
        scopes: ['openid'],
        isEnabled: false,
        staffMustUse: false,
        version: 0,
      },
    },
  );
  expect(saveIdentityProvider.errors).toEqual([]);
}

const routes = readdirSync(join(import.meta.dirname, '../../../../web/src/routes'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('+page.svelte'))
  .map((file) => dirname(file));

describe('markup in every text, stored and in the address', () => {
  it('is looked for on every page that there is', () => {
    expect(Object.keys(visits).sort()).toEqual(routes.sort());
  });

  it.each(routes.sort())('is shown as text, and a strict policy holds: %s', async (route) => {
    const visit = visits[route];
    if (!visit) throw new Error(`Tell who looks at ${route}, and where`);
    const page = await pageOf(visit.as);
    const response = await page.goto(visit.path);
    expect(response?.status()).toBeLessThan(400);
    await page.evaluate(`for (const panel of document.querySelectorAll('details')) panel.open = true;`);
    await expectNothingRan(page);
    const again = await page.request.get(visit.path);
    expectStrictPolicies(
      [response, again].map((answer) => answer?.headers()['content-security-policy'] ?? ''),
    );
  });

  it('is there to be seen: the pages that show it, show it whole', async () => {
    const page = await pageOf('admin');
    await page.goto(`/acme/complaints/${poisoned.reference}`);
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text.split('<script>window.stolen=1</script>').length).toBeGreaterThan(6);
    await page.goto('/acme/categories');
    expect(await page.getByRole('main').innerHTML()).toContain('&lt;script&gt;');
  });
});

describe('an address that leads elsewhere', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/acme',
    'javascript:window.stolen=1',
    '/techstart/desk',
    '/acme/../techstart',
    '/acme/%2e%2E/techstart/desk',
    '\thttps://evil.example',
  ])('is not followed after signing in: %s', async (next) => {
    const page = await pageOf(null);
    const action = new URL('/acme/sign-in?/signIn', world.product.baseUrl);
    const response = await page.request.post(action.href, {
      headers: { origin: action.origin, accept: 'text/html' },
      form: { username: 'manager', password, next },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(303);
    const target = new URL(response.headers()['location'] ?? '', action);
    expect(target.origin).toBe(action.origin);
    expect(target.pathname).toMatch(/^\/acme(\/|$)/);
    await page.context().clearCookies();
  });

  it('is written as a header can carry it, whatever letters it has', async () => {
    const page = await pageOf(null);
    const post = (path: string, form: Record<string, string>) => {
      const action = new URL(path, world.product.baseUrl);
      const headers = { origin: action.origin, accept: 'text/html' };
      return page.request.post(action.href, { headers, form, maxRedirects: 0 });
    };
    const next = '/acme/complaints?q=ğ→ł#k';
    const signedIn = await post('/acme/sign-in?/signIn', { username: 'manager', password, next });
    expect(signedIn.headers()['location']).toBe('/acme/complaints?q=%C4%9F%E2%86%92%C5%82#k');
    const themed = await post('/?/theme', { theme: 'dark', next: '/ğ' });
    expect(themed.headers()['location']).toBe('/%C4%9F');
    await page.context().clearCookies();
  });

  it.each(['/acme%00', '/%C4%9Fcme', '/%E2%84%AAettle', '/acme%0D%0Ax:y', '/a..b', '/-', '/acme%20'])(
    'of no organisation that could be is a page that is not there: %s',
    async (path) => {
      const page = await pageOf(null);
      for (const below of ['', '/sign-in', '/complaints', '/sign-out', '/my/new', '/sign-in/provider'])
        expect((await page.request.get(path + below)).status()).toBe(404);
    },
  );

  it('that is a path of nobody, made of markup, is a plain page', async () => {
    const page = await pageOf(null);
    for (const path of [
      `/${encodeURIComponent(shortPoison)}`,
      `/acme/${encodeURIComponent(shortPoison)}`,
      `/acme/complaints/${encodeURIComponent(shortPoison)}`,
    ]) {
      await page.goto(path);
      await expectNothingRan(page);
    }
    await submitCase(world, 'The product still works');
  });
});

async function expectNothingRan(page: Page): Promise<void> {
  const found = await page.evaluate<{ stolen: unknown; planted: number }>(
    `({ stolen: window.stolen ?? null, planted: document.querySelectorAll('img[src="x"], [onerror], [onload]').length })`,
  );
  expect(found).toEqual({ stolen: null, planted: 0 });
}

/** A nonce of its own for each answer, and nothing inline without it. */
function expectStrictPolicies(policies: readonly string[]): void {
  for (const policy of policies) {
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=-]{16,}'/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    for (const directive of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
      expect(policy).toContain(directive);
  }
  expect(new Set(policies).size).toBe(policies.length);
}
