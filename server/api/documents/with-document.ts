import type { Context } from '../../context.ts';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { findDocument, type FoundDocument } from './documents.ts';
import { namesHash, type DocumentParameters } from './requested-document.ts';

/** A request as Apollo takes it: the parameters of a GET, the JSON of a POST. */
interface Sent {
  search: URLSearchParams;
  /** Undefined for a GET. */
  body: unknown;
}

/** The request with its document's text in it, or why it is not run. What has no document in it is left to Apollo to complain about. */
export async function withDocument(
  mode: DocumentsMode,
  context: Context,
  { search, body }: Sent,
): Promise<{ ok: true; search: string; body: unknown } | (FoundDocument & { ok: false })> {
  const isGet = body === undefined;
  const parameters: DocumentParameters = isGet
    ? { ...Object.fromEntries(search), extensions: jsonOf(search.get('extensions')) }
    : (Object(body) as object);
  const found = await findDocument(mode, context, parameters);
  if (!found.ok) return found;
  if (!found.isKnown) context.isUnknownDocument = true;
  if (found.text === null || !namesHash(parameters)) return { ok: true, search: `?${search}`, body };
  if (!isGet) {
    const { extensions: _, ...rest } = parameters;
    return { ok: true, search: '', body: { ...rest, query: found.text } };
  }
  const rest = new URLSearchParams(search);
  rest.set('query', found.text);
  rest.delete('extensions');
  return { ok: true, search: `?${rest}`, body };
}

function jsonOf(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Apollo says what is wrong with it.
    return undefined;
  }
}
