import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { lockAtVersion } from '../graphql/lock-at-version.ts';
import { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import { lockCategory, updateCategoryRow } from './category.store.ts';

export interface UpdateCategory {
  /** The category's id. */
  id: string;
  version: number;
  name: string;
}

/** Renames a category. A name that is taken breaks `categories_name_unique`. */
export async function updateCategory(
  scope: ChangeScope,
  input: UpdateCategory,
): Promise<Answer<{ categoryId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const name = checks.text(['name'], input.name, textLimits.category);
  const locked = await lockAtVersion('Category', input, (uuid) => lockCategory(unit, uuid));
  if (!locked.ok) return locked;
  const category = locked.value;
  if (checks.failed) return refused(...checks.refusals);
  if (name === category.name) return done({ categoryId: category.id });
  updateCategoryRow(unit, category.id, { name, isArchived: category.isArchived });
  const event = {
    action: 'category.updated',
    subjectType: 'category' as const,
    subjectId: category.id,
    subjectLabel: name,
    changes: [{ field: 'name', from: category.name, to: name }],
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ categoryId: category.id });
}
