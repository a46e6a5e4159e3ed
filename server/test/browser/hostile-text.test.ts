import { GraphQLString, getNamedType, isInputObjectType, type GraphQLInputObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSchema } from '../../api/schema.ts';
import { mutationCalls } from '../../isolation/scratch/mutation-calls.ts';
import { populate } from '../../isolation/scratch/populate.ts';
import { startTestApi, type TestApi } from '../api.ts';
import { password, startProduct, type Product } from './product.ts';

/** What runs where somebody forgot to escape: in text, in an attribute, in a script. */
const hostile = `"><img src=x onerror=alert(1)>`;
/** As it may stand in a page: as text, in an attribute, in the data that a page hands to its script. */
const harmless = [/&quot;>&lt;img src=x/, />&lt;img src=x/, /\\u003Cimg src=x/];
/** These have a form of their own; markup is refused in them, or they are compared and never kept. */
const formed =
  /^(organisation|username|password|currentPassword|newPassword|token|refreshToken|code|email|currency|timeZone|externalReference)$/i;

let product: Product;
let api: TestApi;
const planted: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  api = await startTestApi(product.database);
  const { organisations } = product;
  const acme = { ...organisations.acme, password };
  const ids = await populate(api, acme, 'kettle');
  const calls = mutationCalls(api, acme, ids);
  for (const mutation of Object.values(buildSchema().getMutationType()?.getFields() ?? {})) {
    const call = calls[mutation.name];
    if (!call) throw new Error(`No call of ${mutation.name}`);
    const inputType = getNamedType(mutation.args[0]?.type) as GraphQLInputObjectType;
    // Whoever ends a session of the cast ends it for the visits below; nothing is typed there.
    if (['signOut', 'refreshSession', 'changePassword'].includes(mutation.name)) continue;
    const given = await call.input();
    const input = withHostileText(inputType, given);
    const document = `mutation ($input: ${inputType.name}!) { ${mutation.name}(input: $input) { errors { code message path } } }`;
    const send = async () => {
      const { data, errors } = await api.ask(call.as && acme.viewers[call.as], document, { input });
      expect(errors, mutation.name).toBeUndefined();
      return (data?.[mutation.name] as { errors: { path: string[] | null }[] }).errors;
    };
    let refusals = await send();
    // What has a form of its own refuses markup: the rest is tried without it.
    for (const { path } of refusals) if (path?.[0]) input[path[0]] = given[path[0]];
    if (refusals.length > 0) refusals = await send();
    if (refusals.length === 0 && JSON.stringify(input).includes('onerror')) planted.push(mutation.name);
  }
}, 300_000);
afterAll(async () => {
  await api?.apollo.stop();
  await product?.stop();
});

/** The input with markup in every field of free text, also in those that were left out. */
function withHostileText(
  type: GraphQLInputObjectType,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const made = { ...input };
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    const given = made[field.name];
    if (named === GraphQLString && !formed.test(field.name)) made[field.name] = hostile;
    else if (isInputObjectType(named) && given && !Array.isArray(given))
      made[field.name] = withHostileText(named, given as Record<string, unknown>);
  }
  return made;
}

/** Signs in by the form, and gives the cookies. */
async function cookiesOf(username: string): Promise<string> {
  const response = await fetch(`${product.baseUrl}/acme/sign-in?/signIn`, {
    method: 'POST',
    headers: { origin: product.baseUrl, accept: 'text/html' },
    body: new URLSearchParams({ username, password }),
    redirect: 'manual',
  });
  expect(response.status, username).toBe(303);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A page is text all through, and its policy lets nothing run that is not its own. */
function expectHarmless(path: string, html: string, policy: string): void {
  expect(html, path).not.toMatch(/<img src=x/i);
  expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|data: *script/);
  for (const directive of [
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    expect(policy, path).toContain(directive);
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce, path).toMatch(/^[\w+/=]{16,}$/);
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(`nonce="${nonce}"`);
  expect(html, `${path}: no styles and handlers in the page itself`).not.toMatch(/<style\b|<[^>]+\sstyle="/);
}

/** A file is for the disk: a browser neither shows it nor takes it for something else. */
function expectFile(path: string, headers: Headers): void {
  expect(headers.get('content-type'), path).toMatch(/^application\/json\b/);
  expect(headers.get('content-disposition'), path).toMatch(/^attachment\b/);
  expect(headers.get('x-content-type-options'), path).toBe('nosniff');
}

/** Visits whatever links of the organisation's pages lead to, once each way of asking. */
async function visitAll(
  cookie: string,
  starts: readonly string[],
): Promise<{ visited: string[]; shown: number }> {
  const queue = [...starts];
  const visited: string[] = [];
  const nonces = new Set<string>();
  let shown = 0;
  for (let path = queue.shift(); path !== undefined && visited.length < 70; path = queue.shift()) {
    visited.push(path);
    const response = await fetch(`${product.baseUrl}${path}`, {
      headers: { cookie, accept: 'text/html' },
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    const html = await response.text();
    if (!location) {
      expect(response.status, path).toBeLessThan(500);
      if (path.endsWith('/receipt')) {
        expectFile(path, response.headers);
        continue;
      }
      const policy = response.headers.get('content-security-policy') ?? '';
      expectHarmless(path, html, policy);
      nonces.add(policy.match(/nonce-([^']+)/)?.[1] ?? '');
      if (harmless.some((form) => form.test(html))) shown += 1;
    }
    const links = [...html.matchAll(/href="(\/acme\/[^"#]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    // One page of a list is like the next.
    const wanted = (link: string) => !/after=|before=|sort=|sign-out/.test(link);
    for (const link of [...links, ...(location?.startsWith('/acme') ? [location] : [])])
      if (wanted(link) && !visited.includes(link) && !queue.includes(link)) queue.push(link);
  }
  expect(nonces.size, 'a nonce is used once').toBeGreaterThan(visited.length / 2);
  return { visited, shown };
}

const reflected = encodeURIComponent(hostile);

it('markup was taken as text wherever somebody may write', () => {
  expect(planted).toEqual(
    expect.arrayContaining([
      'submitComplaint',
      'logComplaint',
      'addComment',
      'createCategory',
      'createPerson',
      'updateUser',
      'updateOrganisation',
      'resolveComplaint',
    ]),
  );
});

it.each(['admin', 'manager', 'support', 'helpdesk', 'consumer'])(
  'every page that %s can get to shows it as text, and has a policy that would not let it run',
  async (username) => {
    const start = username === 'consumer' ? '/acme/my' : '/acme/desk';
    const { visited, shown } = await visitAll(await cookiesOf(username), [
      start,
      `/acme/complaints?q=${reflected}`,
      `/acme/nothing/${reflected}`,
    ]);
    expect(visited.length).toBeGreaterThan(5);
    expect(shown, 'pages that show it').toBeGreaterThan(2);
  },
);

it('so do the pages of visitors, with markup in their address', async () => {
  const { visited } = await visitAll('', [
    '/',
    '/acme/sign-in',
    `/acme/sign-in?username=${reflected}&next=${reflected}`,
    '/acme/register',
    '/acme/complain',
    `/acme/track/${reflected}`,
    `/acme/invitation/${reflected}`,
    `/${reflected}`,
    `/no/such/page?${reflected}`,
  ]);
  expect(visited.length).toBeGreaterThan(8);
});
