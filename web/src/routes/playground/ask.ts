import type { TypedDocumentString } from '#lib/api/generated.ts';

/** What the API said; `isRefused` when the token is no good, or not any more. */
export interface Answer<Data> {
  data: Data | null;
  isRefused: boolean;
  message: string | null;
}

/** Who asks: a bearer token, or the session of the web app in this browser. Null is a visitor. */
export type Caller = { token: string } | 'web app' | null;

/** Runs one document from the browser, as the editor does. */
export async function ask<Data, Variables>(
  caller: Caller,
  document: TypedDocumentString<Data, Variables> | string,
  variables: Variables,
): Promise<Answer<Data>> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (caller !== null && caller !== 'web app') headers.set('authorization', `Bearer ${caller.token}`);
  const body = JSON.stringify({ query: document.toString(), variables });
  // Who signs in here, or is nobody here, must not be taken for the one who is signed in to the web app.
  const credentials = caller === 'web app' ? 'same-origin' : 'omit';
  const response = await fetch('/graphql', { method: 'POST', headers, body, credentials }).catch(() => null);
  if (!response) return { data: null, isRefused: false, message: 'The server cannot be reached.' };
  const answer = (await response.json().catch(() => null)) as {
    data?: Data | null;
    errors?: { message: string }[];
  } | null;
  return {
    data: answer?.data ?? null,
    isRefused: response.status === 401,
    message: answer?.errors?.[0]?.message ?? (answer ? null : `The server answered ${response.status}.`),
  };
}
