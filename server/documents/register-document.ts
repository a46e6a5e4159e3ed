import type { GraphQLSchema } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { recordEvent, type Actor, type EventOrigin } from '../audit/audit.store.ts';
import { done, invalidInput, notAllowed, notFound, refused, type Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { checkDocument } from './check-document.ts';
import { documentHash } from './document-hash.ts';
import { findDocumentId } from './document.queries.ts';
import { countDocuments, deleteDocument, insertDocument } from './document.store.ts';
import { forgetRegistered } from './registered-text.ts';

/** Who changes which documents are known, in which transaction. */
export interface DocumentChange {
  unit: WriteUnit;
  actor: Actor;
  origin: EventOrigin | null;
  now: Date;
}

/** As many as a large partner's software has operations, several times over. */
const mostDocuments = 1_000;

/** Makes a document known to the organisation. One that is known already stays as it is: a deployment registers all of its documents each time. */
export async function registerDocument(
  { unit, actor, origin, now }: DocumentChange,
  schema: GraphQLSchema,
  text: string,
): Promise<Answer<{ documentId: string; hash: string; name: string }>> {
  const checked = checkDocument(schema, text);
  if (!checked.ok) return refused(invalidInput(['text'], checked.problem));
  const { name } = checked;
  const hash = documentHash(text);
  const knownId = await findDocumentId(unit, hash);
  if (knownId) return done({ documentId: knownId, hash, name });
  if ((await countDocuments(unit)) >= mostDocuments)
    return refused(
      notAllowed(`There are ${mostDocuments} documents already. Remove those that nobody uses.`),
    );
  const id = uuidv7();
  if (!(await insertDocument(unit, { id, hash, name, text, now }))) {
    // Somebody else registered it meanwhile.
    return done({ documentId: (await findDocumentId(unit, hash)) as string, hash, name });
  }
  await recordEvent(unit, actor, origin, eventOf('document.registered', id, { hash, name }), now);
  return done({ documentId: id, hash, name });
}

/** Makes a document unknown: from the next request on, to other processes within a second. */
export async function removeDocument(
  { unit, actor, origin, now }: DocumentChange,
  id: string | null,
): Promise<Answer<{ documentId: string }>> {
  const removed = id && (await deleteDocument(unit, id));
  if (!id || !removed) return refused(notFound('document', ['id']));
  await recordEvent(unit, actor, origin, eventOf('document.removed', id, removed), now);
  unit.afterCommit(() => forgetRegistered(unit.tenantKey, removed.hash));
  return done({ documentId: id });
}

function eventOf(action: string, id: string, { hash, name }: { hash: string; name: string }) {
  return {
    action,
    subjectType: 'trustedDocument' as const,
    subjectId: id,
    subjectLabel: name,
    changes: [
      action === 'document.removed'
        ? { field: 'hash', from: hash, to: null }
        : { field: 'hash', from: null, to: hash },
    ],
  };
}
