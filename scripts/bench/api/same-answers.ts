import { isDeepStrictEqual } from 'node:util';
import type { PeerQueries } from './peer-queries.ts';
import type { Peer } from './peers.ts';
import { detailDocument, listDocument, readDetail, readList } from './operations.ts';

/** Somebody who is asked before anything is timed. */
export interface Asked {
  name: string;
  list(): Promise<ReturnType<typeof readList>>;
  detail(): Promise<ReturnType<typeof readDetail>>;
}

/** Whoever speaks the product's own GraphQL. */
export function asksRedress(name: string, port: number, token: string, complaintId: string): Asked {
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data;
  };
  return {
    name,
    list: async () => readList(await ask(listDocument)),
    detail: async () => readDetail(await ask(detailDocument, { id: complaintId })),
  };
}

/** Whoever is asked in words of their own. */
export function asksPeer({ name, port }: Peer, queries: PeerQueries, uuid: string): Asked {
  const ask = async (body: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data;
  };
  return {
    name,
    list: async () => readList(queries.toList(await ask(queries.list))),
    detail: async () => readDetail(queries.toDetail(await ask(queries.detail(uuid)))),
  };
}

/** Throws unless everybody gives the answers of the first one, which must be whole. */
export async function expectSameAnswers([first, ...others]: readonly [Asked, ...Asked[]]): Promise<void> {
  const list = await first.list();
  const detail = await first.detail();
  if (list.length !== 20 || detail.timeline.length !== 20 || list.every(({ assignee }) => assignee === null))
    throw new Error(`${first.name} does not give a whole page`);
  for (const other of others) {
    for (const [what, expected, given] of [
      ['list', list, await other.list()],
      ['detail', detail, await other.detail()],
    ] as const)
      if (!isDeepStrictEqual(given, expected))
        throw new Error(
          `${other.name} gives another ${what} than ${first.name}: ${JSON.stringify(given).slice(0, 1_000)}`,
        );
  }
}
