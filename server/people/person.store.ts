import { v7 as uuidv7 } from 'uuid';
import { sql, statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** How a person is known. */
export interface PersonDetails {
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
}

/** Writes a person; gives their uuid. */
export async function insertPerson(unit: WriteUnit, details: PersonDetails, now: Date): Promise<string> {
  const id = uuidv7();
  await unit.query(sql('people').insert({ id, ...details, created_at: now }));
  return id;
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
export async function updatePersonRow(unit: WriteUnit, id: string, details: PersonDetails): Promise<void> {
  await unit.query(statement`update people set version = version + 1, name = ${details.name}, email = ${details.email},
    phone = ${details.phone}, address = ${details.address} where id = ${id}`);
}
