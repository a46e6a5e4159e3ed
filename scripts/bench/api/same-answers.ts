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
  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    dataOf(name, send(port, { query, variables }, token));
  return {
    name,
    list: async () => readList(await ask(listDocument)),
    detail: async () => readDetail(await ask(detailDocument, { id: complaintId })),
  };
}

/** Whoever is asked in words of their own. */
export function asksPeer({ name, port }: Peer, queries: PeerQueries, uuid: string): Asked {
  const ask = (body: unknown) => dataOf(name, send(port, body));
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

/** Throws unless the first one refuses a consumer what is for staff, by its rules, and the other one, which has none, does not. */
export async function expectRulesApart(
  guardedPort: number,
  unguardedPort: number,
  token: string,
): Promise<void> {
  const isRefused = async (port: number) => {
    const { errors } = await send(port, { query: '{ users(first: 1) { nodes { id } } }' }, token);
    return errors?.some(({ extensions }) => extensions?.code === 'FORBIDDEN') ?? false;
  };
  if (!(await isRefused(guardedPort)) || (await isRefused(unguardedPort)))
    throw new Error('Of the API alone one has to have its rules, and the other none');
}

interface GivenAnswer {
  data: Record<string, unknown>;
  errors?: { message: string; extensions?: { code?: unknown } }[];
}

async function send(port: number, body: unknown, token?: string): Promise<GivenAnswer> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return (await response.json()) as GivenAnswer;
}

async function dataOf(name: string, answer: Promise<GivenAnswer>): Promise<GivenAnswer['data']> {
  const { data, errors } = await answer;
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data;
}
