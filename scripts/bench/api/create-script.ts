import type { Statement } from '../../../server/db/sql.ts';
import { textOf, type Script } from './pgbench.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * The statements of one new complaint as a script that makes another one each time: ids that were new get new numbers, the reference is the
 * one that PostgreSQL just gave. `known` are the ids that were there before.
 */
export function createScript(
  tenantKey: string,
  statements: readonly Statement[],
  reference: string,
  known: readonly string[],
): Script {
  const values: Record<string, string> = {};
  const fresh = new Map<string, string>();
  const expressionOf = (id: string) => {
    const known = fresh.get(id);
    if (known) return known;
    const made = `('0190000${fresh.size.toString(16)}-0000-7000-8000-' || lpad(to_hex((:n)::bigint), 12, '0'))`;
    fresh.set(id, made);
    return made;
  };
  const lines = statements.map(({ text, values: given }, at) => {
    const line = text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\$(\d+)/g, (_, number: string) => {
      const value = textOf(given[Number(number) - 1]);
      const name = `v${at}_${number}`;
      values[name] = value;
      const isNull = given[Number(number) - 1] === null || given[Number(number) - 1] === undefined;
      if (isNull) return 'null';
      const ids = [...new Set(value.match(uuid) ?? [])].filter((id) => !known.includes(id));
      if (value === reference) return '(:reference)::text';
      if (ids.length === 0 && !value.includes(reference)) return `:${name}`;
      if (ids[0] === value) return `${expressionOf(value)}::uuid`;
      const replaced = ids.reduce(
        (before, id) => `replace(${before}, '${id}', ${expressionOf(id)})`,
        `replace((:${name})::text, '${reference}', (:reference)::text)`,
      );
      return Array.isArray(given[Number(number) - 1]) ? `(${replaced})` : `${replaced}::jsonb`;
    });
    return line.includes('reference_counters') ? `${line} \\gset` : `${line};`;
  });
  values['tenant'] = tenantKey;
  const opening = `select set_config('statement_timeout', '15000', true), set_config('lock_timeout', '5s', true),
    set_config('idle_in_transaction_session_timeout', '15s', true), set_config('role', :tenant, true);`;
  const script = [
    '\\set n random(1, 200000000000000)',
    'BEGIN;',
    opening.replaceAll(/\s+/g, ' '),
    ...lines,
    'COMMIT;',
    '',
  ];
  return { script: script.join('\n'), values };
}
