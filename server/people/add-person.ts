import { changesBetween, recordEvent, type Actor } from '../audit/audit.store.ts';
import type { RequestOrigin } from '../auth/viewer.ts';
import type { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertPeople, type PersonDetails } from './person.store.ts';

/** A person's details as they are typed in. */
export interface PersonInput {
  name: string;
  email?: string | null;
  phone?: string | null;
  address?: string | null;
}

/** Reads the details of a person out of an input; what is wrong is added to the checks, under `path`. */
export function checkPerson(checks: InputChecks, path: string[], input: PersonInput): PersonDetails {
  return {
    name: checks.text([...path, 'name'], input.name, textLimits.name),
    email: checks.optionalEmail([...path, 'email'], input.email),
    phone: checkPhone(checks, [...path, 'phone'], input.phone),
    address: checks.optionalText([...path, 'address'], input.address, textLimits.address),
  };
}

/** Adds a person in the transaction of whatever made them known; gives their uuid. Without an actor the person comes by themselves. */
export async function addPerson(
  unit: WriteUnit,
  details: PersonDetails,
  by: { actor: Actor | null; origin: RequestOrigin | null; now: Date },
): Promise<string> {
  const [id] = await addPeople(unit, [details], by);
  if (!id) throw new Error('No person was written');
  return id;
}

/** The same for several people, with as many statements as for one; gives their uuids in the same order. */
export async function addPeople(
  unit: WriteUnit,
  people: readonly PersonDetails[],
  by: { actor: Actor | null; origin: RequestOrigin | null; now: Date },
): Promise<string[]> {
  const ids = insertPeople(unit, people, by.now);
  for (const [index, details] of people.entries()) {
    const id = ids[index] as string;
    const actor: Actor = by.actor ?? { kind: 'person', id, name: details.name, role: 'consumer' };
    const event = {
      action: 'person.created',
      subjectType: 'person',
      subjectId: id,
      subjectLabel: details.name,
      changes: changesBetween({}, personFields(details)),
    } as const;
    await recordEvent(unit, actor, by.origin, event, by.now);
  }
  return ids;
}

/** A person's details as an audit event names them. */
export function personFields({ name, email, phone, address }: PersonDetails): Record<string, string | null> {
  return { name, 'e-mail': email, phone, address };
}

/** Numbers are written in many ways; without digits nobody can be called. */
function checkPhone(checks: InputChecks, path: string[], phone: string | null | undefined): string | null {
  const typed = checks.optionalText(path, phone, textLimits.phone);
  if (typed !== null && (typed.match(/\p{Nd}/gu)?.length ?? 0) < 3)
    checks.refuse(path, 'Write a telephone number with its digits.');
  return typed;
}
