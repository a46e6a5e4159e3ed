import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toGlobalId } from '../graphql/global-id.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';

let api: HttpApi;
let admin: { authorization: string };

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  admin = { authorization: (await api.signIn('admin')).authorization };
});

/** A field that cannot be null fails at once: the answer is settled while the fields beside it have not begun to read. */
const settledEarly = [
  'query ($id: ID!) { complaints(last: 5000) { totalCount nodes { id description } } node(id: $id) { __typename } }',
  'query ($id: ID!) { workload { open } complaints(last: 5000) { nodes { id } } node(id: $id) { __typename ... on User { displayName } } }',
  'query ($id: ID!) { complaints(last: 5000) { nodes { id } } a: node(id: $id) { id } b: node(id: $id) { id __typename } }',
];

it.each(settledEarly)(
  'an answer that is settled while fields still read leaves no connection behind: %s',
  async (query) => {
    const { runtime } = api.database.pools;
    const id = toGlobalId('User', api.acme.viewers.support.userId as string);
    // More than the pool has connections.
    const answers = await Promise.all(
      Array.from({ length: 3 * runtime.options.max }, () => api.post({ query, variables: { id } }, admin)),
    );
    for (const { body } of answers) expect(body.data ?? null).toBeNull();
    await expect
      .poll(() => [runtime.waitingCount, runtime.totalCount - runtime.idleCount], { timeout: 10_000 })
      .toEqual([0, 0]);
    await sleep(50);
    expect(runtime.totalCount - runtime.idleCount).toBe(0);
    expect(
      (await api.post({ query: '{ users(first: 1) { totalCount } }' }, admin)).body.errors,
    ).toBeUndefined();
  },
);
