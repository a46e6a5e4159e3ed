import { v7 as uuidv7 } from 'uuid';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { CfpbComplaint } from './cfpb-row.ts';
import {
  categoryKey,
  ensureCategories,
  insertImported,
  listKnownReferences,
  takeReferences,
  type ImportedComplaint,
} from './import.store.ts';

/**
 * Writes rows into the unit's tenant, in the caller's transaction; those that are there already (by their id in the file) are left
 * alone. References are taken from the year of receipt, in the order of `rows`. No clock is started and nothing is sent.
 */
export async function importRows(
  unit: WriteUnit,
  rows: readonly CfpbComplaint[],
  now: Date,
): Promise<{ imported: number; known: number }> {
  const knownReferences = await listKnownReferences(
    unit,
    rows.map((row) => row.externalReference),
  );
  const fresh = rows.filter((row) => !knownReferences.has(row.externalReference));
  if (fresh.length > 0) {
    const categories = await ensureCategories(unit, fresh, now);
    const references = await referencesOf(unit, fresh);
    const complaints = fresh.map((row): ImportedComplaint => {
      const categoryId = categories.get(categoryKey(row));
      const reference = references.get(row);
      if (!categoryId || !reference) throw new Error('What was just made for the row is missing');
      return { ...row, id: uuidv7(), personId: uuidv7(), categoryId, reference };
    });
    insertImported(unit, complaints, now);
  }
  return { imported: fresh.length, known: rows.length - fresh.length };
}

/** One reference a row, in each year in the order of `rows`. */
async function referencesOf(
  unit: WriteUnit,
  rows: readonly CfpbComplaint[],
): Promise<Map<CfpbComplaint, string>> {
  const references = new Map<CfpbComplaint, string>();
  for (const [year, ofYear] of Map.groupBy(rows, (row) => row.receivedAt.getUTCFullYear())) {
    const { before, prefix } = await takeReferences(unit, year, ofYear.length);
    ofYear.forEach((row, index) =>
      references.set(row, `${prefix}-${year}-${String(before + index + 1).padStart(6, '0')}`),
    );
  }
  return references;
}
