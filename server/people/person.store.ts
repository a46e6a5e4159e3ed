import { v7 as uuidv7 } from 'uuid';
import { sql } from '../db/sql.ts';
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
