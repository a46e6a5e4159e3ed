import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsFolder, readMigrations } from '../../../server/tenancy/migrations.ts';

/** A folder of migrations that is two versions of the tenants' schema ahead of ours. */
export interface NextVersion {
  folder: string;
  /** Of the tenants' schema. */
  version: number;
  remove(): void;
}

/** The name of a person that the second of the migrations cannot take. */
export const poisonedName = 'poison';

/** What a release brings: a table with its grants, a column that is filled, and a constraint that some row may break. */
const changes: readonly [string, string][] = [
  [
    'visits',
    `create table visits (id uuid primary key, person_id uuid not null constraint visits_person references people, came_at timestamptz not null);
create index visits_person on visits (person_id);
alter table people add column greeting text not null default '';
grant select, insert on visits to :"tenant";`,
  ],
  [
    'greetings',
    `update people set greeting = 'Dear ' || name;
alter table people add constraint people_name_wholesome check (name !~ '^${poisonedName}');`,
  ],
];

/** Makes the folder, from ours as it is now. */
export function makeNextVersion(): NextVersion {
  const folder = mkdtempSync(join(tmpdir(), 'redress-migrations-'));
  cpSync(migrationsFolder(), folder, { recursive: true });
  const current = readMigrations('tenant').length;
  for (const [index, [name, text]] of changes.entries()) {
    const number = String(current + 1 + index).padStart(4, '0');
    writeFileSync(join(folder, 'tenant', `${number}_${name}.sql`), `${text}\n`);
  }
  return {
    folder,
    version: current + changes.length,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
