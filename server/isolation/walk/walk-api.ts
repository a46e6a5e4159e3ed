import { isObjectType } from 'graphql';
import type { Server } from 'node:http';
import type { Client } from 'pg';
import { digestOf } from '../scratch/digest.ts';
import { checkPoolsAreClean } from './observed-pools.ts';
import { askSideBySide } from './side-by-side.ts';
import { walkHttp } from './walk-http.ts';
import { walkMutation, walkTexts } from './walk-mutations.ts';
import { walkNestedFields, walkQuery } from './walk-queries.ts';
import { walkSubscription } from './walk-subscriptions.ts';
import type { Walk } from './walk.ts';

/** Walks the whole API as one organisation with everything of the other one, and compares the other one's rows before and after. */
export async function walkApi(
  walk: Walk,
  { admin, login, server }: { admin: Client; login: string; server: Server },
): Promise<void> {
  const { schema, notebook, theirs } = walk;
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  checkNodeTypes(walk);
  // First as both at once, so that whatever is kept from a request is there when the walk comes by.
  for (const field of queries) await askSideBySide(walk, field);
  await walkHttp(walk, server);
  const before = await digestOf(admin, theirs.organisation.tenant.key);
  for (const field of queries) await walkQuery(walk, field);
  await walkNestedFields(walk);
  for (const field of subscriptions) await walkSubscription(walk, field);
  for (const field of mutations) await walkMutation(walk, field);
  for (const field of mutations) await walkTexts(walk, field);
  if ((await digestOf(admin, theirs.organisation.tenant.key)) !== before)
    notebook.found('changed', 'the other organisation', 'its rows are not the same as before the walk.');
  checkCoverage(walk);
  await checkPoolsAreClean(walk.observed, login, notebook);
}

function checkNodeTypes({ schema, ours, notebook }: Walk): void {
  const node = schema.getType('Node');
  const types = node ? schema.getPossibleTypes(node as never).map(({ name }) => name) : [];
  for (const name of types.filter((name) => !ours.ids[name]))
    notebook.found(
      'not-covered',
      name,
      'the self-test has none of it (server/isolation/scratch/populate.ts).',
    );
}

/** Tells every field that the schema has and nothing asked for. */
export function checkCoverage({ schema, asked, notebook }: Walk): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.keys(type.getFields())) {
      notebook.looked('fields', 1);
      const name = `${type.name}.${field}`;
      if (!asked.has(name))
        notebook.found('not-covered', name, 'is in the schema, and the self-test never asked for it.');
    }
  }
}
