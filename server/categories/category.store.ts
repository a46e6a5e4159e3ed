import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

export interface CategoryRow {
  id: string;
  version: number;
  name: string;
  parentId: string | null;
  isArchived: boolean;
}

/** Adds a category. Breaks `categories_name_unique` when its parent has one of that name, in any case of letters. */
export function insertCategoryRow(
  unit: WriteUnit,
  category: { id: string; name: string; parentId: string | null },
): void {
  unit.write(statement`insert into categories (id, name, parent_id)
    values (${category.id}, ${category.name}, ${category.parentId})`);
}

/** Holds the category's row; null when there is none. */
export async function lockCategory(unit: WriteUnit, id: string): Promise<CategoryRow | null> {
  const [category] = await unit.query<CategoryRow>(statement`
    select id, version, name, parent_id as "parentId", is_archived as "isArchived" from categories where id = ${id} for update`);
  return category ?? null;
}

/** Writes name and archived state, and the next version. */
export function updateCategoryRow(
  unit: WriteUnit,
  id: string,
  category: { name: string; isArchived: boolean },
): void {
  unit.write(statement`update categories set version = version + 1, name = ${category.name},
    is_archived = ${category.isArchived} where id = ${id}`);
}
