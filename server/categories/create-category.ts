import { v7 as uuidv7 } from 'uuid';
import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, invalidInput, notFound, refused, type Answer } from '../shared/refusal.ts';
import { insertCategoryRow, lockCategory } from './category.store.ts';

export interface CreateCategory {
  name: string;
  /** The id of the category that it stands under; null for a root. */
  parentId?: string | null;
}

/** Adds a category, or a sub-category of a root: there are two levels. A name that is taken breaks `categories_name_unique`. */
export async function createCategory(
  scope: ChangeScope,
  input: CreateCategory,
): Promise<Answer<{ categoryId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const name = checks.text(['name'], input.name, textLimits.category);
  if (checks.failed) return refused(...checks.refusals);
  const givenParent = input.parentId ?? null;
  const parentId = givenParent === null ? null : fromGlobalId('Category', givenParent);
  const parent = parentId ? await lockCategory(unit, parentId) : null;
  if (givenParent !== null && !parent) return refused(notFound('category', ['parentId']));
  if (parent?.parentId)
    return refused(
      invalidInput(['parentId'], 'A sub-category has no categories below it. Choose its parent.'),
    );
  if (parent?.isArchived)
    return refused(invalidInput(['parentId'], 'This category is archived. Restore it first.'));
  const category = { id: uuidv7(), name, parentId: parent?.id ?? null };
  insertCategoryRow(unit, category);
  const event = {
    action: 'category.created',
    subjectType: 'category' as const,
    subjectId: category.id,
    subjectLabel: name,
    changes: changesBetween({}, { name, parent: parent?.name ?? null }),
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ categoryId: category.id });
}
