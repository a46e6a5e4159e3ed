import { documentHash } from '../../documents/document-hash.ts';

/** Which document a request means: by its text, by its hash, or by both, which then agree. */
export type RequestedDocument =
  | { kind: 'text'; text: string }
  | { kind: 'hash'; hash: string }
  | { kind: 'none' }
  | { kind: 'wrong'; message: string };

/** How a request may name its document: GraphQL over HTTP's `documentId`, or the `persistedQuery` that Apollo's clients send. */
export interface DocumentParameters {
  query?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

/** Reads which document a request means. A request without one is left to GraphQL to complain about. */
export function requestedDocument(parameters: DocumentParameters): RequestedDocument {
  const { query, documentId, extensions } = parameters;
  const hash = namesHash(parameters) ? hashOf(documentId ?? persistedIdOf(extensions)) : undefined;
  if (hash === null)
    return {
      kind: 'wrong',
      message:
        'documentId is to be sha256: and the SHA-256 of the document’s text as 64 hexadecimal digits, in lower case.',
    };
  if (typeof query !== 'string' || query === '') return hash ? { kind: 'hash', hash } : { kind: 'none' };
  return hash && hash !== documentHash(query)
    ? {
        kind: 'wrong',
        message: `The text that came along is not that of sha256:${hash}, but of sha256:${documentHash(query)}.`,
      }
    : { kind: 'text', text: query };
}

/** Whether a request names its document by a hash, in one of the two ways. */
export function namesHash({ documentId, extensions }: DocumentParameters): boolean {
  return (documentId ?? persistedIdOf(extensions)) !== undefined;
}

function persistedIdOf(extensions: unknown): unknown {
  const { persistedQuery } = Object(extensions) as { persistedQuery?: unknown };
  if (persistedQuery === undefined) return undefined;
  const { sha256Hash } = Object(persistedQuery) as { sha256Hash?: unknown };
  return `sha256:${String(sha256Hash)}`;
}

function hashOf(documentId: unknown): string | null {
  if (typeof documentId !== 'string') return null;
  return /^sha256:([0-9a-f]{64})$/.exec(documentId)?.[1] ?? null;
}
