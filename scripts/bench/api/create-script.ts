import type { Statement } from '../../../server/db/sql.ts';
import { textOf, type Script } from './pgbench.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * The statements of one new complaint as a script that makes another one each time: ids that were new get new numbers. `known` are the ids
 * that were there before. All of it is one packet and one answer, as it is when the product sends it.
 */
export function createScript(
  tenantKey: string,
  statements: readonly Statement[],
  known: readonly string[],
): Script {
  const values: Record<string, string> = {};
  const fresh = new Map<string, string>();
  const expressionOf = (id: string) => {
    const made =
      fresh.get(id) ??
      `('0190000${fresh.size.toString(16)}-0000-7000-8000-' || lpad(to_hex((:n)::bigint), 12, '0'))`;
    fresh.set(id, made);
    return made;
  };
  const lines = statements.map(({ text, values: given }, at) =>
    text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\$(\d+)/g, (_, number: string) => {
      const one = given[Number(number) - 1];
      if (one === null || one === undefined) return 'null';
      const value = textOf(one);
      const name = `v${at}_${number}`;
      values[name] = value;
      const ids = [...new Set(value.match(uuid) ?? [])].filter((id) => !known.includes(id));
      if (ids.length === 0) return `:${name}`;
      if (ids[0] === value) return `${expressionOf(value)}::uuid`;
      const replaced = ids.reduce(
        (before, id) => `replace(${before}, '${id}', ${expressionOf(id)})`,
        `(:${name})::text`,
      );
      return Array.isArray(one) ? `(${replaced})` : `${replaced}::jsonb`;
    }),
  );
  values['tenant'] = tenantKey;
  const opening = `select set_config('statement_timeout', '15000', true), set_config('lock_timeout', '5s', true),
    set_config('idle_in_transaction_session_timeout', '15s', true), set_config('role', :tenant, true)`;
  const packet = ['BEGIN', opening.replaceAll(/\s+/g, ' '), ...lines, 'COMMIT'].map((line) => `${line};`);
  const script = ['\\set n random(1, 200000000000000)', '\\startpipeline', ...packet, '\\endpipeline', ''];
  return { script: script.join('\n'), values };
}
