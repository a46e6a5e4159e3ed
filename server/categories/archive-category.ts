import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { lockAtVersion } from '../graphql/lock-at-version.ts';
import { done, type Answer } from '../shared/refusal.ts';
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
  const locked = await lockAtVersion('Category', input, (uuid) => lockCategory(unit, uuid));
  if (!locked.ok) return locked;
  const category = locked.value;
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
