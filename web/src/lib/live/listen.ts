import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from '#lib/api/generated.ts';

const firstWaitMilliseconds = 1_000;
const longestWaitMilliseconds = 30_000;

/** Whether changes are heard: not while the connection is broken, and no more after the session has ended. */
export type Hearing = 'yes' | 'broken' | 'ended';

/** Who listens. */
export interface Listener<Data> {
  /** `isFirst`: the first event of a connection. */
  onEvent(data: Data, isFirst: boolean): void;
  onHearing(hearing: Hearing): void;
}

/**
 * Listens to a subscription with the session's cookie until the function that comes back is called, and comes back by itself, later each
 * time, when the connection breaks; an expired session is renewed once.
 */
export function listen<Data, Variables extends Record<string, unknown>>(
  tenant: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { onEvent, onHearing }: Listener<Data>,
): () => void {
  let isFirst = true;
  const client = createClient({
    url: '/graphql/stream',
    retryAttempts: Number.POSITIVE_INFINITY,
    // Not everybody at the same moment, when a server comes back.
    retry: (retries) => {
      // A connection that breaks and comes back at once is nobody's worry.
      if (retries > 0) onHearing('broken');
      return new Promise((resolve) => {
        const most = Math.min(firstWaitMilliseconds * 2 ** retries, longestWaitMilliseconds);
        setTimeout(resolve, most * (0.5 + Math.random() / 2));
      });
    },
    on: {
      connected: () => {
        isFirst = true;
        onHearing('yes');
      },
    },
    fetchFn: async (input: RequestInfo, init?: RequestInit) => {
      const response = await fetch(input, init);
      if (response.status !== 401) return response;
      const renewed = await fetch(`/${tenant}/session`, { method: 'POST' });
      if (renewed.ok) return fetch(input, init);
      if (renewed.status === 401) end();
      return response;
    },
  });
  const stop = client.subscribe<Data>(
    { query: document.toString(), variables },
    {
      next({ data, errors }) {
        if (errors?.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')) return end();
        if (data) onEvent(data as Data, isFirst);
        isFirst = false;
      },
      // Nothing to listen to any more: the page stays as it is.
      error: () => undefined,
      complete: () => undefined,
    },
  );
  function end(): void {
    client.dispose();
    onHearing('ended');
  }
  return () => {
    stop();
    client.dispose();
  };
}
