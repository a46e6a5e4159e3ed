import { tablesWithFirstRows } from '../expected.ts';
import type { Notebook } from '../notebook.ts';
import type { CatalogScope } from './scope.ts';

/** Checks that what is in stock for organisations to come is nobody's and empty: whoever was left in it would be in one of them. */
export async function checkStock({ admin }: CatalogScope, notebook: Notebook): Promise<void> {
  const { rows: taken } = await admin.query<{ key: string }>(
    'select key from platform.tenant_stock join platform.tenants using (key)',
  );
  for (const { key } of taken)
    notebook.found('stock-taken', key, 'is in stock, and is an organisation’s already.');

  const { rows: schemas } = await admin.query<{ key: string; tables: string[] }>(
    `select s.key, array_agg(c.relname::text order by c.relname) as tables
      from platform.tenant_stock s join pg_namespace n on n.nspname = s.key join pg_class c on c.relnamespace = n.oid
      where c.relkind in ('r', 'p') and c.relname <> all ($1) and s.key not in (select key from platform.tenants)
      group by s.key order by s.key`,
    [tablesWithFirstRows],
  );
  notebook.looked('schemas in stock', schemas.length);
  for (const { key, tables } of schemas) {
    const looks = tables.map((table) => {
      const name = admin.escapeIdentifier(table);
      return `select ${admin.escapeLiteral(table)} as "table" where exists (select from "${key}".${name})`;
    });
    const { rows } = await admin.query<{ table: string }>(looks.join(' union all '));
    for (const { table } of rows)
      notebook.found('stock-used', key, `is in stock, and its table ${table} has rows already.`);
  }
}
