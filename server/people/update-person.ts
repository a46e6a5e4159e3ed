import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import { refreshComplaintsOf } from '../complaints/refresh-search.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
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
  const id = fromGlobalId('Person', input.id);
  const person = id ? await lockPerson(unit, id) : null;
  if (!person) return refused(notFound('person', ['id']));
  if (person.version !== input.version) return refused(staleVersion('Person', person.id));
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
