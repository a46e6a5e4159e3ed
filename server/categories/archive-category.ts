import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import { lockCategory, updateCategoryRow } from './category.store.ts';

/** Which category, at which version. */
export interface ChosenCategory {
  id: string;
  version: number;
}

/**
 * Takes a category, and with a root its sub-categories, out of what can be chosen; complaints keep it. Archiving again changes
 * nothing.
 */
export function archiveCategory(
  scope: ChangeScope,
  input: ChosenCategory,
): Promise<Answer<{ categoryId: string }>> {
  return setArchived(scope, input, true);
}

/** Lets an archived category be chosen again. Restoring again changes nothing. */
export function restoreCategory(
  scope: ChangeScope,
  input: ChosenCategory,
): Promise<Answer<{ categoryId: string }>> {
  return setArchived(scope, input, false);
}

async function setArchived(
  { unit, viewer, context, now }: ChangeScope,
  input: ChosenCategory,
  isArchived: boolean,
): Promise<Answer<{ categoryId: string }>> {
  const id = fromGlobalId('Category', input.id);
  const category = id ? await lockCategory(unit, id) : null;
  if (!category) return refused(notFound('category', ['id']));
  if (category.version !== input.version) return refused(staleVersion('Category', category.id));
  if (category.isArchived === isArchived) return done({ categoryId: category.id });
  updateCategoryRow(unit, category.id, { name: category.name, isArchived });
  const event = {
    action: isArchived ? 'category.archived' : 'category.restored',
    subjectType: 'category' as const,
    subjectId: category.id,
    subjectLabel: category.name,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ categoryId: category.id });
}
