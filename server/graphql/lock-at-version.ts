import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import { fromGlobalId } from './global-id.ts';

/** Holds the thing of a global id, at the version that a change of it is based on. `lock` holds the row of a uuid; `noun` is what people call it. */
export async function lockAtVersion<Row extends { id: string; version: number }>(
  typeName: string,
  input: { id: string; version: number },
  lock: (uuid: string) => Promise<Row | null>,
  noun = typeName.toLowerCase(),
): Promise<Answer<Row>> {
  const uuid = fromGlobalId(typeName, input.id);
  const row = uuid ? await lock(uuid) : null;
  if (!row) return refused(notFound(noun, ['id']));
  return row.version === input.version ? done(row) : refused(staleVersion(typeName, row.id));
}
