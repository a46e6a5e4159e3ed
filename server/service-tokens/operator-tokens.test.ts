import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyServiceToken } from '../auth/service-tokens.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { createTokenAsOperator, listTokensAsOperator, revokeTokenAsOperator } from './operator-tokens.ts';

let api: TestApi;
let acme: TestOrganisation;
beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

const create = (wish: { scopes: string; expires?: string }) =>
  createTokenAsOperator(api.database.pools, acme.tenant.key, { name: 'CRM', expires: undefined, ...wish });

it('the operator makes a token, which is taken, finds it in the list and ends it', async () => {
  const made = await create({ scopes: 'complaints:read, people:read', expires: 'never' });
  if (!('text' in made)) throw new Error(made.problem);
  expect(await verifyServiceToken(api.services, made.text)).toMatchObject({
    tenant: { slug: 'acme' },
    scopes: ['complaints:read', 'people:read'],
  });
  const [listed] = await listTokensAsOperator(api.database.pools, acme.tenant.key);
  expect(listed).toMatchObject({
    name: 'CRM',
    expiresAt: null,
    revokedAt: null,
    ending: made.text.slice(-4),
  });
  const id = toGlobalId('ServiceToken', listed?.id as string);
  expect(await revokeTokenAsOperator(api.database.pools, acme.tenant.key, id)).toBe(true);
  const [ended] = await listTokensAsOperator(api.database.pools, acme.tenant.key);
  expect(ended?.revokedAt).not.toBeNull();
  const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
    acme.viewers.admin,
    '{ auditEvents(first: 2) { nodes { action actorKind } } }',
  );
  expect(auditEvents.nodes).toEqual([
    { action: 'service_token.revoked', actorKind: 'OPERATOR' },
    { action: 'service_token.created', actorKind: 'OPERATOR' },
  ]);
});

it.each([
  [{ scopes: 'complaints:read,everything' }, 'There is no scope "everything".'],
  [{ scopes: 'people:read', expires: 'soon' }, '--expires is a number of days such as 90d, or never.'],
  [{ scopes: 'people:read', expires: '366d' }, /^expiresInDays: /],
])('%j is refused with a sentence', async (wish, problem) => {
  expect(await create(wish)).toEqual({ problem: expect.stringMatching(problem) as string });
});

it('an id that names no token ends none', async () => {
  expect(await revokeTokenAsOperator(api.database.pools, acme.tenant.key, 'x')).toBe(false);
});
