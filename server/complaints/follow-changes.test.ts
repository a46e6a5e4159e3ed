import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { withAdmin } from '../db/admin.ts';
import { statement } from '../db/sql.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { mutationCalls, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { populate } from '../isolation/scratch/populate.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { touchInternally, updateComplaint } from './complaint.store.ts';
import { renumberChanges } from './renumber-changes.ts';

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  calls = mutationCalls(api, acme, await populate(api, acme, 'kettle'));
});
afterAll(() => api.stop());
beforeEach(() => {
  api.clock.now = new Date(api.clock.now.getTime() + 1_000);
});

const everything = `id version reference status waitingFor waitingReason subject description priority channel updatedAt closedAt reopenCount
  consumer { name email phone address } assignee { id } category { id } resolution { outcome explanation }
  comments(last: 5) { nodes { kind body } } availableActions { action allowed }`;

type Row = Record<string, unknown> & { id: string };

/** What a partner keeps: the rows, and where it was in the order of changes. */
interface Copy {
  rows: Map<string, Row>;
  cursor: string | null;
}
const emptyCopy = (): Copy => ({ rows: new Map(), cursor: null });

/** Reads one page of what changed into the copy; gives the ids, and whether there is more. */
async function readPage(viewer: Viewer, copy: Copy, first = 100, fields = everything) {
  const { complaints } = await api.get<{
    complaints: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  }>(
    viewer,
    `query ($first: Int!, $after: String) {
      complaints(first: $first, after: $after, orderBy: { field: CHANGED, direction: ASC }) {
        nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
    { first, after: copy.cursor },
  );
  for (const row of complaints.nodes) copy.rows.set(row.id, row);
  copy.cursor = complaints.pageInfo.endCursor ?? copy.cursor;
  return { ids: complaints.nodes.map(({ id }) => id), hasMore: complaints.pageInfo.hasNextPage };
}

/**
 * Until everything that committed so far comes into view: the test files of one run share a cluster, and each transaction of another file
 * holds up what began after it.
 */
async function settle(): Promise<void> {
  await withAdmin(api.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ now: string }>('select pg_current_xact_id()::text as now');
    const isOver = `select pg_snapshot_xmin(pg_current_snapshot()) > '${rows[0]?.now}' as over`;
    await expect
      .poll(async () => (await admin.query<{ over: boolean }>(isOver)).rows[0]?.over, { timeout: 30_000 })
      .toBe(true);
  });
}

async function follow(viewer: Viewer, copy: Copy, first = 100, fields = everything): Promise<string[]> {
  await settle();
  const ids: string[] = [];
  for (let hasMore = true; hasMore;) {
    const page = await readPage(viewer, copy, first, fields);
    ids.push(...page.ids);
    hasMore = page.hasMore;
  }
  return ids;
}

async function readAll(viewer: Viewer, fields = everything): Promise<Map<string, Row>> {
  const all = new Map<string, Row>();
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const {
      complaints,
    }: { complaints: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await api.get(
        viewer,
        `query ($after: String) { complaints(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
    for (const row of complaints.nodes) all.set(row.id, row);
    [after, hasMore] = [complaints.pageInfo.endCursor, complaints.pageInfo.hasNextPage];
  }
  return all;
}

const sorted = (rows: Map<string, Row>) => [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

/** A transaction of somebody else that is open until it is told to end. */
async function openWriter(): Promise<{
  unit: WriteUnit;
  /** Until what was written has arrived. */
  sent: () => Promise<unknown>;
  end: (how: 'commit' | 'rollback') => Promise<void>;
}> {
  let tell: (how: 'commit' | 'rollback') => void = () => undefined;
  const told = new Promise<'commit' | 'rollback'>((resolve) => (tell = resolve));
  let done: Promise<void> = Promise.resolve();
  const unit = await new Promise<WriteUnit>((resolve) => {
    done = withTenant(api.database.pools, acme.tenant.key, async (opened) => {
      resolve(opened);
      if ((await told) === 'rollback') throw new Error('rolled back');
    }).catch((error: Error) => {
      if (error.message !== 'rolled back') throw error;
    });
  });
  return {
    unit,
    sent: () => unit.query(statement`select 1`),
    end: (how) => {
      tell(how);
      return done;
    },
  };
}

const uuidOf = (id: string) => fromGlobalId('Complaint', id) as string;
const inTenant = (sql: string) =>
  withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    return (await admin.query<Record<string, unknown>>(sql)).rows;
  });

describe('whoever follows the changes of complaints', () => {
  const onComplaints = [
    ...['submitComplaint', 'logComplaint', 'submitPublicComplaint', 'startComplaint', 'assignComplaint'],
    ...['awaitConsumer', 'awaitThirdParty', 'resumeComplaint', 'addResolutionNote', 'resolveComplaint'],
    ...['acceptResolution', 'rejectResolution', 'reopenComplaint', 'withdrawComplaint', 'classifyComplaint'],
    ...['addComment'],
  ];
  it.each(onComplaints)('is told of one more after %s, and has what a full read gives', async (name) => {
    const { as, input } = calls[name] as MutationCall;
    const given = await input();
    const { manager } = acme.viewers;
    const copy = emptyCopy();
    await follow(manager, copy);
    expect(await follow(manager, copy)).toEqual([]);
    const { errors } = await api.change(as && acme.viewers[as], name, given, '__typename');
    expect(errors).toEqual([]);
    expect(await follow(manager, copy)).toHaveLength(1);
    expect(sorted(copy.rows)).toEqual(sorted(await readAll(manager)));
  });

  it('is told of all complaints of a person whose details change, the address too', async () => {
    const { helpDesk, consumer } = acme.viewers;
    const copy = emptyCopy();
    const { id } = await bringTo(api, acme, 'open');
    await follow(helpDesk, copy);
    const { node } = await api.get<{ node: { consumer: { id: string; version: number; name: string } } }>(
      helpDesk,
      `{ node(id: "${id}") { ... on Complaint { consumer { id version name } } } }`,
    );
    const change = { ...node.consumer, address: `${api.clock.now.getTime()} High Street` };
    expect((await api.change(helpDesk, 'updatePerson', change, '__typename')).errors).toEqual([]);
    const own = await readAll(consumer, 'id');
    expect((await follow(helpDesk, copy)).sort()).toEqual([...own.keys()].sort());
    expect(sorted(copy.rows)).toEqual(sorted(await readAll(helpDesk)));
  });

  it('as a consumer learns nothing of internal notes: neither a change nor another time', async () => {
    const { consumer, support } = acme.viewers;
    const { id } = await bringTo(api, acme, 'inProgress');
    const [own, staff] = [emptyCopy(), emptyCopy()];
    await follow(consumer, own);
    await follow(support, staff);
    const before = own.rows.get(id);
    for (const note of [
      () => api.change(support, 'addComment', { complaintId: id, body: 'Hm.', isInternal: true }),
      () => api.change(support, 'addResolutionNote', { id, body: 'A seal.' }),
    ]) {
      api.clock.now = new Date(api.clock.now.getTime() + 60_000);
      expect((await note()).errors).toEqual([]);
      expect(await follow(consumer, own)).toEqual([]);
      expect((await readAll(consumer)).get(id)).toEqual(before);
      expect(await follow(support, staff)).toEqual([id]);
      expect(staff.rows.get(id)).toMatchObject({ updatedAt: api.clock.now.toISOString() });
      const since = new Date(api.clock.now.getTime() - 1_000).toISOString();
      const recent = `{ complaints(filter: { updatedAfter: "${since}" }, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { id } } }`;
      expect(await api.get(consumer, recent)).toEqual({ complaints: { nodes: [] } });
      expect(await api.get(support, recent)).toEqual({ complaints: { nodes: [{ id }] } });
    }
    await api.change(support, 'addComment', { complaintId: id, body: 'We look at it.' });
    expect(await follow(consumer, own)).toEqual([id]);
  });

  it('misses nothing of a change that takes long, which whoever goes by the time misses', async () => {
    const { manager } = acme.viewers;
    const [slowId, fastId] = [(await bringTo(api, acme, 'open')).id, (await bringTo(api, acme, 'open')).id];
    const copy = emptyCopy();
    await follow(manager, copy);
    const start = api.clock.now.getTime();
    let newest = api.clock.now.toISOString();
    /** What a partner would do with a time alone. */
    const changedSince = async () => {
      const { complaints } = await api.get<{ complaints: { nodes: { id: string; updatedAt: string }[] } }>(
        manager,
        `{ complaints(filter: { updatedAfter: "${newest}" }, orderBy: { field: UPDATED_AT, direction: ASC }) { nodes { id updatedAt } } }`,
      );
      newest = complaints.nodes.at(-1)?.updatedAt ?? newest;
      return complaints.nodes.map(({ id }) => id);
    };
    const slow = await openWriter();
    updateComplaint(slow.unit, uuidOf(slowId), { priority: 'high' }, new Date(start + 1_000));
    await slow.sent();
    const fast = await openWriter();
    updateComplaint(fast.unit, uuidOf(fastId), { priority: 'high' }, new Date(start + 2_000));
    await fast.end('commit');
    // The later change waits for the earlier one to be over.
    expect([await changedSince(), (await readPage(manager, copy)).ids]).toEqual([[fastId], []]);
    await slow.end('commit');
    expect(await changedSince()).toEqual([]);
    expect(await follow(manager, copy)).toEqual([slowId, fastId]);
  });

  it('has everything in the end, whatever writers do in whatever order', async () => {
    const { manager } = acme.viewers;
    const owned: string[][] = [];
    for (let writer = 0; writer < 4; writer += 1) {
      const ids = [];
      for (let count = 0; count < 2; count += 1) ids.push((await bringTo(api, acme, 'open')).id);
      owned.push(ids);
    }
    const fields = 'id version updatedAt';
    const step = fc.oneof(
      fc.record({
        act: fc.constantFrom('update' as const, 'note' as const),
        writer: fc.nat(3),
        which: fc.nat(1),
      }),
      fc.record({ act: fc.constantFrom('commit' as const, 'rollback' as const), writer: fc.nat(3) }),
      fc.record({ act: fc.constant('read' as const), first: fc.constantFrom(1, 2, 100) }),
      fc.record({ act: fc.constant('submit' as const) }),
    );
    const known = emptyCopy();
    await follow(manager, known, 100, fields);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const copy: Copy = { rows: new Map(known.rows), cursor: known.cursor };
        const open = new Map<number, Awaited<ReturnType<typeof openWriter>>>();
        for (const one of steps) {
          api.clock.now = new Date(api.clock.now.getTime() + 1_000);
          if (one.act === 'read') await readPage(manager, copy, one.first, fields);
          else if (one.act === 'submit')
            await api.change(acme.viewers.consumer, 'submitComplaint', complaintText);
          else if (one.act === 'update' || one.act === 'note') {
            const writer = open.get(one.writer) ?? (await openWriter());
            open.set(one.writer, writer);
            const id = uuidOf(owned[one.writer]?.[one.which] as string);
            if (one.act === 'note') touchInternally(writer.unit, id, api.clock.now);
            else updateComplaint(writer.unit, id, { priority: 'high' }, api.clock.now);
            await writer.sent();
          } else {
            await open.get(one.writer)?.end(one.act);
            open.delete(one.writer);
          }
        }
        for (const writer of open.values()) await writer.end('commit');
        await follow(manager, copy, 100, fields);
        expect(sorted(copy.rows)).toEqual(sorted(await readAll(manager, fields)));
        [known.rows, known.cursor] = [copy.rows, copy.cursor];
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

describe('data that was restored into another database', () => {
  it('is numbered anew: nobody is misled meanwhile, earlier cursors are refused, and a new copy is whole', async () => {
    const { manager } = acme.viewers;
    const copy = emptyCopy();
    await follow(manager, copy);
    // As from a database that was much further on, and that is not this one.
    await inTenant(`update change_numbering set database = '1/00000001/5'`);
    await inTenant(`update complaints set changed_in = '900000000000' where version > 1`);
    const ask = (after: string | null) =>
      api.ask(
        manager,
        'query ($after: String) { complaints(after: $after, orderBy: { field: CHANGED, direction: ASC }) { nodes { id } } }',
        { after },
      );
    expect((await ask(copy.cursor)).errors).toMatchObject([
      { extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 300 } },
    ]);
    expect(await renumberChanges(api.database.pools, acme.tenant.key)).toBe(true);
    expect(await renumberChanges(api.database.pools, acme.tenant.key)).toBe(false);
    expect((await ask(copy.cursor)).errors).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    const anew = emptyCopy();
    await follow(manager, anew);
    expect(sorted(anew.rows)).toEqual(sorted(await readAll(manager)));
    await bringTo(api, acme, 'inProgress');
    await follow(manager, anew);
    expect(sorted(anew.rows)).toEqual(sorted(await readAll(manager)));
  });

  it('runs one way only', async () => {
    const { errors } = await api.ask(
      acme.viewers.manager,
      '{ complaints(orderBy: { field: CHANGED, direction: DESC }) { nodes { id } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
