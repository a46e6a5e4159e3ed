import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from 'pg';
import { withAdmin } from '../db/admin.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let complaintId: string;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  complaintId = (await bringTo(api, acme, 'rejectedTwice')).id;
  for (let count = 0; count < 25; count += 1) {
    await api.change(acme.viewers.support, 'addComment', { complaintId, body: `Word ${count}` });
  }
  await inTenant(async (admin) => {
    for (let count = 0; count < 30; count += 1) await insertComplaint(admin, count);
    for (let count = 0; count < 30; count += 1) await insertPerson(admin, count);
    for (const [index, name] of names.entries()) await insertUser(admin, name, index);
  });
});
afterAll(() => api.stop());

// Ties, in every case of letters, with accents, and of letters that become many when they are folded.
const names = [
  'Zoë',
  'zoe',
  'ZOE',
  'Élan',
  'elan',
  'ﷺ'.repeat(200),
  'ﷺ'.repeat(199),
  "O'Neil",
  'o neil',
  '  ',
  '漢字',
  '🙂',
  'ß',
  'ẞ',
];

async function inTenant<Result>(work: (admin: Client) => Promise<Result>): Promise<Result> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    return work(admin);
  });
}

/** Few values, so that many are equal; times that differ by a microsecond; no deadline for every third. */
async function insertComplaint(admin: Client, seed: number): Promise<string> {
  const id = uuidv7();
  const moment = (count: number) =>
    `timestamptz '2026-01-01T00:00:00.123456Z' + ${count % 4} * interval '1 microsecond'`;
  await admin.query(
    `insert into complaints (id, reference, status, subject, description, channel, priority, origin, consumer_id, received_at,
       created_at, updated_at, final_response_by)
     select $1, $2, 'open', 'Kettle', 'It leaks', 'web', $3, 'consumer', (select id from people order by id limit 1), ${moment(seed)},
       now(), ${moment(seed * 3 + 1)}, ${seed % 3 === 0 ? 'null' : moment(seed + 2)}`,
    [id, `X-${id}`, ['low', 'normal', 'high', 'urgent'][(seed * 7) % 4]],
  );
  await admin.query(`update complaints set search_staff = search_document(id, '{}') where id = $1`, [id]);
  return id;
}

async function insertPerson(admin: Client, seed: number): Promise<void> {
  await admin.query(
    `insert into people (id, name, created_at) values ($1, $2, timestamptz '2026-01-01T00:00:00Z' + $3 * interval '1 microsecond')`,
    [uuidv7(), `Person ${seed}`, seed % 5],
  );
}

async function insertUser(admin: Client, name: string, seed: number): Promise<void> {
  await admin.query(
    `insert into users (id, username, display_name, role, status) values ($1, $2, $3, 'support', 'active')`,
    [uuidv7(), `user${seed}`, name],
  );
}

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

/** Reads a page of a place: a root field, or a field of the complaint with the long history. */
async function readPage(place: Place, args: string): Promise<Page> {
  const [field, inner] = place.field.split('.') as [string, string | undefined];
  const all = [place.args, args].filter(Boolean).join(', ');
  const page = `${inner ?? field}${all && `(${all})`} { edges { cursor node { id } } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const document = inner ? `{ complaint(id: "${complaintId}") { ${page} } }` : `{ ${page} }`;
  const data = await api.get<Record<string, never>>(acme.viewers.admin, document);
  return (inner ? (data['complaint'] as unknown as Record<string, unknown>)[inner] : data[field]) as Page;
}

interface Place {
  field: string;
  args: string;
  /** The same rows in the same order, past the API. */
  sql: string;
}

const directions = ['asc', 'desc'] as const;
const orderColumns: Record<string, string> = {
  RECEIVED_AT: 'received_at',
  UPDATED_AT: 'greatest(updated_at, noted_at)',
  DUE_AT: `coalesce(final_response_by, 'infinity')`,
  PRIORITY: `array_position(array['low', 'normal', 'high', 'urgent'], priority)`,
  REFERENCE: 'reference collate "C"',
};
const places: Place[] = [
  ...Object.entries(orderColumns).flatMap(([field, column]) =>
    directions.map((direction) => ({
      field: 'complaints',
      args: `orderBy: { field: ${field}, direction: ${direction.toUpperCase()} }`,
      sql: `select 'Complaint:' || id as id from complaints order by ${column} ${direction}, id ${direction}`,
    })),
  ),
  ...directions.map((direction) => ({
    field: 'complaints',
    args: `filter: { text: "kettle leaks" }, orderBy: { field: RELEVANCE, direction: ${direction.toUpperCase()} }`,
    sql: `select 'Complaint:' || id as id from complaints where search_staff @@ to_tsquery('simple', 'kettle:* & leaks:*')
      order by ts_rank_cd(search_staff, to_tsquery('simple', 'kettle:* & leaks:*')) ${direction}, id ${direction}`,
  })),
  {
    field: 'people',
    args: '',
    sql: `select 'Person:' || id as id from people order by created_at desc, id desc`,
  },
  {
    field: 'users',
    args: '',
    sql: `select 'User:' || id as id from users order by fold(display_name) collate "C", id`,
  },
  {
    field: 'auditEvents',
    args: '',
    sql: `select 'AuditEvent:' || id as id from audit_events order by id desc`,
  },
  {
    field: 'outgoingMail',
    args: '',
    sql: `select 'OutgoingMail:' || id as id from outgoing_mail order by id desc`,
  },
  {
    field: 'complaint.comments',
    args: '',
    sql: `select 'Comment:' || id as id from comments order by id`,
  },
  {
    field: 'complaint.timeline',
    args: '',
    sql: `select 'TimelineEvent:' || id as id from audit_events where subject_type = 'complaint' order by id`,
  },
];

async function idsInOrder(place: Place): Promise<string[]> {
  const { rows } = await inTenant((admin) => admin.query<{ id: string }>(place.sql));
  return rows.map(({ id }) => Buffer.from(id).toString('base64url'));
}

type Direction = 'forwards' | 'backwards';

/** Walks through all pages; `between` runs after each. Gives the ids in the order of the list. */
async function walk(
  place: Place,
  direction: Direction,
  size: number,
  between: () => Promise<void> = async () => undefined,
) {
  const found: string[] = [];
  let bound: string | null = null;
  for (let pages = 0; pages < 500; pages += 1) {
    const [count, side] = direction === 'forwards' ? ['first', 'after'] : ['last', 'before'];
    const page: Page = await readPage(place, `${count}: ${size}${bound ? `, ${side}: "${bound}"` : ''}`);
    const ids = page.edges.map(({ node }) => node.id);
    expect(ids.length).toBeLessThanOrEqual(size);
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    if (direction === 'forwards') found.push(...ids);
    else found.unshift(...ids);
    const isMore = direction === 'forwards' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
    const isBehind = direction === 'forwards' ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage;
    expect(isBehind).toBe(bound !== null);
    if (!isMore) return found;
    bound = direction === 'forwards' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    await between();
  }
  throw new Error('The pages never end');
}

describe.each(places)('$field $args', (place) => {
  it('page by page, forwards and backwards, every row comes once and in order', async () => {
    const expected = await idsInOrder(place);
    expect(expected.length).toBeGreaterThan(20);
    for (const size of [3, 20]) {
      expect(await walk(place, 'forwards', size), `forwards by ${size}`).toEqual(expected);
      expect(await walk(place, 'backwards', size), `backwards by ${size}`).toEqual(expected);
    }
  });

  it('from every place forwards is what lies behind it, and backwards what lies before it', async () => {
    const expected = await idsInOrder(place);
    const { edges, totalCount } = await readPage(place, 'first: 100');
    expect(totalCount).toBe(expected.length);
    for (const at of [0, 1, 9, edges.length - 1]) {
      const cursor = edges[at]?.cursor;
      const after = await readPage(place, `first: 5, after: "${cursor}"`);
      const before = await readPage(place, `last: 5, before: "${cursor}"`);
      expect(after.edges.map(({ node }) => node.id)).toEqual(expected.slice(at + 1, at + 6));
      expect(before.edges.map(({ node }) => node.id)).toEqual(expected.slice(Math.max(0, at - 5), at));
      expect(after.totalCount).toBe(expected.length);
    }
  });
});

it(
  'rows that come in while somebody pages make no row that was there come twice or not at all',
  { timeout: 60_000 },
  async () => {
    const orders = places.filter(({ field }) => field === 'complaints');
    const direction = fc.constantFrom<Direction>('forwards', 'backwards');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orders),
        direction,
        fc.integer({ min: 2, max: 9 }),
        fc.array(fc.nat(20)),
        async (place, way, size, seeds) => {
          const before = await idsInOrder(place);
          const waiting = [...seeds];
          const found = await walk(place, way, size, async () => {
            const seed = waiting.pop();
            if (seed !== undefined) await inTenant((admin) => insertComplaint(admin, seed));
          });
          const wasThere = new Set(before);
          expect(found.filter((id) => wasThere.has(id))).toEqual(before);
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 12, interruptAfterTimeLimit: 40_000 },
    );
  },
);

describe('what a page cannot be', () => {
  const everywhere = ['complaints', 'people', 'users', 'auditEvents', 'outgoingMail'];

  async function codeOf(document: string): Promise<unknown> {
    const { errors } = await api.ask(acme.viewers.admin, document);
    return errors?.[0]?.extensions?.['code'] ?? null;
  }

  it.each(everywhere)('%s refuses counts below 0 and above 100, and both ends at once', async (field) => {
    const refused = [
      'first: -1',
      'first: 101',
      'last: -1',
      'last: 101',
      'first: 2147483647',
      'first: 1, last: 1',
      'first: 0, last: 0',
      'last: 1, after: "x"',
      'first: 1, before: "x"',
    ];
    for (const args of refused)
      expect(await codeOf(`{ ${field}(${args}) { nodes { id } } }`), args).toBe('BAD_USER_INPUT');
    for (const args of [
      'first: 0',
      'first: 100',
      'last: 0',
      'last: 100',
      'first: null',
      'first: null, last: 3',
      'first: 3, after: null',
    ]) {
      expect(
        await codeOf(`{ ${field}(${args}) { nodes { id } pageInfo { hasNextPage } } }`),
        args,
      ).toBeNull();
    }
  });

  it('a connection inside another refuses the same', async () => {
    for (const inner of [
      'comments(first: 101)',
      'timeline(last: -1)',
      'comments(first: 1, last: 1)',
      'comments(after: "x")',
    ]) {
      expect(await codeOf(`{ complaints { nodes { ${inner} { nodes { id } } } } }`), inner).toBe(
        'BAD_USER_INPUT',
      );
    }
  });

  it('a page of none tells how many there are and that there are more', async () => {
    const none = await readPage({ field: 'complaints', args: '', sql: '' }, 'first: 0');
    expect(none).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: true, startCursor: null, endCursor: null },
    });
    expect(none.totalCount).toBeGreaterThan(25);
  });

  it('a cursor of another list, or of another order, is refused', async () => {
    const cursorOf = async (field: string, args: string) =>
      (await readPage({ field, args, sql: '' }, 'first: 1')).pageInfo.endCursor as string;
    const cursors = await Promise.all(
      places.map(async ({ field, args }) => ({ field, args, cursor: await cursorOf(field, args) })),
    );
    for (const { field, args } of places.filter((place) => !place.field.includes('.'))) {
      for (const other of cursors) {
        if (other.field === field && other.args === args) continue;
        const all = [args, `after: "${other.cursor}"`].filter(Boolean).join(', ');
        const code = await codeOf(`{ ${field}(${all}) { nodes { id } } }`);
        expect(code, `${field} ${args} with a cursor of ${other.field} ${other.args}`).toBe('BAD_USER_INPUT');
      }
    }
  });

  it(
    'whatever else is given as a cursor is refused or leads somewhere: it is never a fault',
    { timeout: 60_000 },
    async () => {
      const samples = new Map<Place, string>();
      for (const place of places) {
        samples.set(place, (await readPage(place, 'first: 1')).pageInfo.endCursor as string);
      }
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const value = fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          ...[
            'infinity',
            '-infinity',
            'NaN',
            '1e39',
            '1e-50',
            '9'.repeat(60),
            '2026-02-30 00:00:00+00',
            '2026-01-01 25:61:61+00',
            '2026-01-01 00:00:00+99',
          ],
          ...[
            '2026-01-01 00:00:00.123456+15:59',
            '0000-01-01 00:00:00+00',
            '9999-12-31 23:59:59+00',
            '99999',
            '-32769',
            '32768',
            '2026-13-01T00:00:00+00',
            'now',
          ],
          ...[
            '2026-01-01 24:00:00+00',
            '2026-01-01 23:59:60+00',
            '2026-01-01 00:00:00-23:59',
            '00000000-0000-0000-0000-000000000000',
            '\u0000',
            '\ud800',
          ],
        ),
        fc.integer(),
        fc.constant(null),
        fc.array(fc.string()),
      );
      const anything = fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      );
      const forge = (sample: string, at: number, replacement: unknown) => {
        const parsed = JSON.parse(Buffer.from(sample, 'base64url').toString()) as unknown[];
        return encode(parsed.with(1 + (at % (parsed.length - 1)), replacement));
      };
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...places),
          fc.oneof(
            { weight: 1, arbitrary: anything },
            { weight: 4, arbitrary: fc.record({ at: fc.nat(1), value }) },
          ),
          async (place, given) => {
            const cursor =
              typeof given === 'string' ? given : forge(samples.get(place) as string, given.at, given.value);
            const [root, inner] = place.field.split('.');
            const page = `${inner ?? root}(after: $cursor${place.args && `, ${place.args}`}) { nodes { id } }`;
            const document = `query ($cursor: String) { ${inner ? `complaint(id: "${complaintId}") { ${page} }` : page} }`;
            const { errors } = await api.ask(acme.viewers.admin, document, { cursor });
            expect(errors?.[0]?.extensions?.['code'] ?? 'BAD_USER_INPUT', cursor).toBe('BAD_USER_INPUT');
          },
        ),
        { numRuns: 800, interruptAfterTimeLimit: 40_000 },
      );
    },
  );
});
