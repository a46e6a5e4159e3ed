import { actorOf } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import { addPerson, checkPerson, type PersonInput } from './add-person.ts';

/** Adds a person who complains, without an account. */
export async function createPerson(
  scope: ChangeScope,
  input: PersonInput,
): Promise<Answer<{ personId: string }>> {
  const { unit, viewer, context, now } = scope;
  const checks = new InputChecks();
  const person = checkPerson(checks, [], input);
  if (checks.failed) return refused(...checks.refusals);
  return done({
    personId: await addPerson(unit, person, { actor: actorOf(viewer), origin: context.origin, now }),
  });
}
