import type { RequestEvent } from '@sveltejs/kit';
import type { TypedDocumentString } from './generated.ts';

/** The answer to one document: 401 means that the access token is not (or no longer) good. */
export interface ApiAnswer<Data> {
  status: number;
  body: { data?: Data | null; errors?: readonly ApiError[] };
}

export interface ApiError {
  message: string;
  extensions?: { code?: string; reason?: string };
}

/** Runs a document in the same process, as the bearer of `accessToken`, or as a visitor when it is null; once, for one key. */
export async function execute<Data, Variables extends Record<string, unknown>>(
  event: RequestEvent,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  accessToken: string | null,
  idempotencyKey: string | null = null,
): Promise<ApiAnswer<Data>> {
  const api = event.platform?.req.redress;
  if (!api) throw new Error('The web app runs inside the server, which hangs the API on each request.');
  const answer = await api.execute({
    query: document.toString(),
    variables,
    accessToken,
    idempotencyKey,
    requestId: api.requestId,
    clientAddress: api.clientAddress,
    userAgent: event.request.headers.get('user-agent'),
  });
  // The schema checked the document when its types were generated: the data has the generated shape.
  return answer as ApiAnswer<Data>;
}
