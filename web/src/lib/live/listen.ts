import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from '#lib/api/generated.ts';

const firstWaitMilliseconds = 1_000;
const longestWaitMilliseconds = 30_000;

/**
 * Listens to a subscription with the session's cookie until the function that comes back is called, and comes back by itself, later each
 * time, when the connection breaks; an expired session is renewed once. `onEvent` is told whether it is the first event of a connection.
 */
export function listen<Data, Variables extends Record<string, unknown>>(
  tenant: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  onEvent: (data: Data, isFirst: boolean) => void,
): () => void {
  let isFirst = true;
  const client = createClient({
    url: '/graphql/stream',
    retryAttempts: Number.POSITIVE_INFINITY,
    // Not everybody at the same moment, when a server comes back.
    retry: (retries) =>
      new Promise((resolve) => {
        const most = Math.min(firstWaitMilliseconds * 2 ** retries, longestWaitMilliseconds);
        setTimeout(resolve, most * (0.5 + Math.random() / 2));
      }),
    on: { connected: () => (isFirst = true) },
    fetchFn: async (input: RequestInfo, init?: RequestInit) => {
      const response = await fetch(input, init);
      if (response.status !== 401) return response;
      const renewed = await fetch(`/${tenant}/session`, { method: 'POST' });
      return renewed.ok ? fetch(input, init) : response;
    },
  });
  const stop = client.subscribe<Data>(
    { query: document.toString(), variables },
    {
      next({ data }) {
        if (data) onEvent(data as Data, isFirst);
        isFirst = false;
      },
      // Signed out, or nothing to listen to any more: the page stays as it is.
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => {
    stop();
    client.dispose();
  };
}
