import { statement } from '../db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

/** Which numbering the changes of complaints have. */
export interface ChangeNumbering {
  /** Part of every cursor in the order of changes. */
  id: string;
  /** False when the numbers are another database's: this one was restored from it. */
  isCurrent: boolean;
}

/** Reads which numbering there is. */
export async function findNumbering(unit: UnitOfWork): Promise<ChangeNumbering> {
  const [numbering] = await unit.query<ChangeNumbering>(statement`
    select id, database = database_identity() as "isCurrent" from change_numbering`);
  if (!numbering) throw new Error('The organisation has no numbering of changes');
  return numbering;
}

/** Gives the next complaints by id this transaction's number; gives the last one's id, null when there are none behind `after`. */
export async function numberAnew(unit: WriteUnit, after: string, count: number): Promise<string | null> {
  const [part] = await unit.query<{ last: string | null }>(statement`
    with numbered as (
      update complaints set changed_in = pg_current_xact_id(), noted_in = case when noted_in is not null then pg_current_xact_id() end
      where id in (select id from complaints where id > ${after} order by id limit ${count}) returning id)
    select max(id::text) as last from numbered`);
  return part?.last ?? null;
}

/** Says that all complaints are numbered by this database from now on. */
export async function beginNumbering(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`update change_numbering set id = ${id}, database = database_identity()`);
}
