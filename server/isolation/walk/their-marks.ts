import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { toGlobalId } from '../../graphql/global-id.ts';
import type { ScratchOrganisation } from '../scratch/scratch-tenants.ts';

/** Finds traces of an organisation in what another one was answered. */
export interface Marks {
  /** What of it stands in an answer, as a sentence; null when nothing does. What the client itself gave is not counted. */
  tracesIn(answer: unknown, given?: readonly string[]): string | null;
}

/** Everything of an organisation that could be recognised: its word, its name as a tenant, every uuid in any of its tables. */
export async function readMarks(admin: Client, { mark, organisation }: ScratchOrganisation): Promise<Marks> {
  const { key } = organisation.tenant;
  const { rows: columns } = await admin.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = to_regnamespace($1) and c.relkind = 'r' and a.atttypid = 'uuid'::regtype and not a.attisdropped`,
    [key],
  );
  const selects = columns.map(
    ({ table, column }) => `select "${column}"::text as id from "${key}"."${table}"`,
  );
  const { rows } = await admin.query<{ id: string }>(selects.join(' union '));
  const uuids = new Set(rows.map(({ id }) => id));
  const words = [mark, key];
  return {
    tracesIn(answer, given = []) {
      let text = JSON.stringify(answer) ?? '';
      for (const value of given) text = text.replaceAll(JSON.stringify(value).slice(1, -1), '');
      let lower = text.toLowerCase();
      // A name may have been written in small letters.
      for (const value of given) lower = lower.replaceAll(value.toLowerCase(), '');
      const word = words.find((word) => lower.includes(word));
      if (word) return `the text "${around(lower, word)}"`;
      const decoded = text.replaceAll(
        /[\w-]{20,}/g,
        (id) => `${id} ${Buffer.from(id, 'base64url').toString('latin1')}`,
      );
      const uuid = decoded
        .match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi)
        ?.find((id) => uuids.has(id.toLowerCase()));
      return uuid ? `the id ${uuid}` : null;
    },
  };
}

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 30), at + word.length + 30);
}

/** An id that another organisation could try, in one of the forms in which it could come by it. */
export interface StrangeId {
  value: string;
  typeName: string;
  form: string;
}

/** The other organisation's ids in every form: as they are, as another type's, bare, spelt in another way. */
export function strangeIds({ ids, reference }: ScratchOrganisation): StrangeId[] {
  const things = Object.entries(ids).flatMap(([typeName, id]) => {
    const uuid = uuidIn(id);
    return [
      { typeName, form: 'id', value: id },
      { typeName, form: 'bare uuid', value: uuid },
      { typeName, form: 'id in upper case', value: toGlobalId(typeName, uuid.toUpperCase()) },
      {
        typeName,
        form: 'id of another type',
        value: toGlobalId(typeName === 'User' ? 'Person' : 'User', uuid),
      },
      { typeName, form: 'id with a tail', value: `${id}=` },
    ];
  });
  return [...things, { typeName: 'Complaint', form: 'reference', value: reference }];
}

/** An id of that type that nobody has. */
export function nobodysId(typeName: string): string {
  return toGlobalId(typeName, randomUUID());
}

/** The uuid inside a global id. */
export function uuidIn(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1] ?? '';
}
