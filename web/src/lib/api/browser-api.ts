import {
  Client,
  type CombinedError,
  fetchExchange,
  type AnyVariables,
  type TypedDocumentNode,
} from '@urql/svelte';
import type { TypedDocumentString } from './generated.ts';

/**
 * Runs a query from the browser with the session's cookie, renewing an expired session once: for what happens on a page
 * after it was loaded (look-ups while typing, more of a list). Not for the server, which has `query`.
 */
export async function queryInBrowser<Data, Variables extends AnyVariables>(
  tenant: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const ask = (how: TypedDocumentNode<Data, Variables> | string) =>
    clientOf(tenant).query<Data, Variables>(how, variables).toPromise();
  const known = await ask(byHash(document));
  // The server is of another version than this page.
  const result = isUnknown(known.error) ? await ask(document.toString()) : known;
  if (result.error) throw result.error;
  if (!result.data) throw new Error('The API gave no data.');
  return result.data;
}

/** The document as urql sends it by its hash alone: the server knows every document of the web app. */
function byHash<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables> {
  return { kind: 'Document', definitions: [], documentId: `sha256:${document.__meta__?.hash}` } as never;
}

function isUnknown(error: CombinedError | undefined): boolean {
  return (
    error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'PERSISTED_QUERY_NOT_FOUND') ?? false
  );
}

const clients = new Map<string, Client>();

/** One client for each organisation, kept as long as the tab: this module is only ever used in the browser. */
function clientOf(tenant: string): Client {
  const known = clients.get(tenant);
  if (known) return known;
  const client = new Client({
    url: '/graphql',
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.status !== 401) return response;
      const renewed = await fetch(`/${tenant}/session`, { method: 'POST' });
      return renewed.ok ? fetch(input, init) : response;
    },
  });
  clients.set(tenant, client);
  return client;
}
