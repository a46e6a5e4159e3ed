import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import { refreshComplaintsOf } from '../complaints/refresh-search.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { lockAtVersion } from '../graphql/lock-at-version.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import { checkPerson, personFields, type PersonInput } from './add-person.ts';
import { lockPerson, updatePersonRow } from './person.store.ts';

export interface UpdatePerson extends PersonInput {
  /** The person's id. */
  id: string;
  version: number;
}

/** Changes what is known of a person. Searches find their complaints by the new name, address and number at once. */
export async function updatePerson(
  scope: ChangeScope,
  input: UpdatePerson,
): Promise<Answer<{ personId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const details = checkPerson(checks, [], input);
  const locked = await lockAtVersion('Person', input, (uuid) => lockPerson(unit, uuid));
  if (!locked.ok) return locked;
  const person = locked.value;
  if (checks.failed) return refused(...checks.refusals);
  const changes = changesBetween(personFields(person), personFields(details));
  if (changes.length === 0) return done({ personId: person.id });
  updatePersonRow(unit, person.id, details);
  refreshComplaintsOf(unit, person.id);
  const event = {
    action: 'person.updated',
    subjectType: 'person' as const,
    subjectId: person.id,
    subjectLabel: details.name,
    changes,
  };
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ personId: person.id });
}
