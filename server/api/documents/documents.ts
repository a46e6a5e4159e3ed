import type { Context } from '../../context.ts';
import { documentHash } from '../../documents/document-hash.ts';
import { findRegisteredText } from '../../documents/registered-text.ts';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { requestedDocument, type DocumentParameters } from './requested-document.ts';
import webDocuments from './web-documents.json' with { type: 'json' };

/** The document of a request, or why it is not run. */
export type FoundDocument =
  | {
      ok: true;
      /** Null where the request has none, which GraphQL complains about. */
      text: string | null;
      /** By its hash: a document of the web app, or one that the viewer's organisation registered. Where nobody asks, true. */
      isKnown: boolean;
    }
  | { ok: false; status: number; code: string; message: string };

const ofWebApp: ReadonlyMap<string, string> = new Map(Object.entries(webDocuments));

/** Finds the document that a request means, and whether it may run, as the installation is set. */
export async function findDocument(
  mode: DocumentsMode,
  context: Context,
  parameters: DocumentParameters,
): Promise<FoundDocument> {
  const requested = requestedDocument(parameters);
  if (requested.kind === 'none') return { ok: true, text: null, isKnown: true };
  if (requested.kind === 'wrong')
    return { ok: false, status: 400, code: 'BAD_USER_INPUT', message: requested.message };
  if (requested.kind === 'hash') {
    const text = await findText(context, requested.hash);
    return text === null ? unknownHash(requested.hash) : { ok: true, text, isKnown: true };
  }
  const { text } = requested;
  if (mode === 'any') return { ok: true, text, isKnown: true };
  const hash = documentHash(text);
  if ((await findText(context, hash)) !== null) return { ok: true, text, isKnown: true };
  return mode === 'limited' ? { ok: true, text, isKnown: false } : untrusted(hash);
}

/** The text that a hash stands for: of the web app, or, for whoever is signed in, of their organisation and of no other. */
async function findText(context: Context, hash: string): Promise<string | null> {
  const text = ofWebApp.get(hash);
  if (text !== undefined) return text;
  const { viewer, services } = context;
  return viewer ? findRegisteredText(services.pools, viewer.tenant.key, hash) : null;
}

function unknownHash(hash: string): FoundDocument {
  return {
    ok: false,
    status: 404,
    // Apollo's clients take it as the word to send the text instead.
    code: 'PERSISTED_QUERY_NOT_FOUND',
    message: `No document sha256:${hash} is known here. Send its text, or register it first.`,
  };
}

function untrusted(hash: string): FoundDocument {
  return {
    ok: false,
    status: 403,
    code: 'DOCUMENT_NOT_TRUSTED',
    message: `Only documents that are known run here, and sha256:${hash} is none of them. Your organisation’s administrator can have it registered.`,
  };
}
