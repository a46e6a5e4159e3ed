import { v7 as uuidv7 } from 'uuid';
import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** How a person is known. */
export interface PersonDetails {
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
}

/** Writes people; gives their uuids, in the same order. */
export function insertPeople(unit: WriteUnit, people: readonly PersonDetails[], now: Date): string[] {
  const rows = people.map((details) => ({ id: uuidv7(), ...details }));
  unit.write(statement`insert into people (id, name, email, phone, address, created_at)
    select p.id, p.name, p.email, p.phone, p.address, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}) as p (id uuid, name text, email text, phone text, address text)`);
  return rows.map(({ id }) => id);
}

/** Holds the person's row; null when there is none. */
export async function lockPerson(
  unit: WriteUnit,
  id: string,
): Promise<(PersonDetails & { id: string; version: number }) | null> {
  const [person] = await unit.query<PersonDetails & { id: string; version: number }>(statement`
    select id, version, name, email, phone, address from people where id = ${id} for update`);
  return person ?? null;
}

/** Writes the person's details, and the next version. */
export function updatePersonRow(unit: WriteUnit, id: string, details: PersonDetails): void {
  unit.write(statement`update people set version = version + 1, name = ${details.name}, email = ${details.email},
    phone = ${details.phone}, address = ${details.address} where id = ${id}`);
}
