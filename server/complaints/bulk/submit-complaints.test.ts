import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../auth/viewer.ts';
import { statement } from '../../db/sql.ts';
import { fromGlobalId, toGlobalId } from '../../graphql/global-id.ts';
import { complaintText } from '../../isolation/scratch/complaint-paths.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';
import { recordStatements } from '../../test/recorded-statements.ts';
import { refreshSearch } from '../refresh-search.store.ts';

let api: TestApi;
let acme: TestOrganisation;
let personId: string;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  personId = toGlobalId('Person', acme.viewers.consumer.personId as string);
});
afterAll(() => api.stop());

const one = (extra: Record<string, unknown> = {}) => ({
  ...complaintText,
  channel: 'EMAIL',
  receivedAt: '2026-01-01T00:00:00Z',
  consumerId: personId,
  ...extra,
});

interface Result {
  complaint: { id: string; reference: string; subject: string; externalReference: string | null } | null;
  errors: { code: string; path: string[] }[];
}
interface Payload {
  results: Result[];
  errors: { code: string; message: string; path: string[] }[];
}

async function submit(
  complaints: Record<string, unknown>[],
  { viewer = acme.viewers.helpDesk, key }: { viewer?: Viewer; key?: string } = {},
): Promise<Payload> {
  const { data, errors } = await api.ask(
    viewer,
    `mutation ($input: SubmitComplaintsInput!) { submitComplaints(input: $input) {
      results { complaint { id reference subject externalReference } errors { code path } } errors { code message path } } }`,
    { input: { complaints } },
    key,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.['submitComplaints'] as Payload;
}

const inTenant = <Row>(sql: ReturnType<typeof statement>) =>
  withTenant(api.database.pools, acme.tenant.key, (unit) => unit.query<Row>(sql));
const count = async () =>
  (await inTenant<{ count: number }>(statement`select count(*)::int as count from complaints`))[0]?.count ??
  0;

describe('complaints that are submitted together', () => {
  it('get a result each, in their order; what is wrong with one stops none of the others', async () => {
    const before = await count();
    const { results, errors } = await submit([
      one({ subject: 'First', externalReference: 'A-1' }),
      one({ subject: ' ', receivedAt: '2126-01-01T00:00:00Z' }),
      one({ subject: 'Third', consumerId: null, newConsumer: { name: 'Nia New', email: 'nia@example.org' } }),
      one({ consumerId: toGlobalId('Person', randomUUID()), categoryId: 'x' }),
      one({ newConsumer: { name: 'Both' } }),
      one({ subject: 'Twice', externalReference: 'A-1' }),
      one({ consumerId: null, newConsumer: { name: '', email: 'no address' } }),
      one({ subject: 'Last', externalReference: 'a-1' }),
    ]);
    expect(results.map(({ complaint }) => complaint?.subject ?? null)).toEqual([
      // The sixth is told with the one that has its reference.
      ...['First', null, 'Third', null, null, 'First', null, 'Last'],
    ]);
    expect(results.map((result) => result.errors.map(({ path }) => path.join('.')))).toEqual([
      [],
      ['subject', 'receivedAt'],
      [],
      ['consumerId', 'categoryId'],
      ['consumerId'],
      ['externalReference'],
      ['newConsumer.name', 'newConsumer.email'],
      [],
    ]);
    expect(errors.map(({ path }) => path.join('.'))).toEqual([
      ...[
        'complaints.1.subject',
        'complaints.1.receivedAt',
        'complaints.3.consumerId',
        'complaints.3.categoryId',
      ],
      ...['complaints.4.consumerId', 'complaints.5.externalReference'],
      ...['complaints.6.newConsumer.name', 'complaints.6.newConsumer.email'],
    ]);
    expect(await count()).toBe(before + 3);
    const numbers = results.flatMap(({ complaint, errors: refusals }) =>
      complaint && refusals.length === 0 ? [Number(complaint.reference.slice(-6))] : [],
    );
    expect(numbers).toEqual([numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
  });

  it('sent again are not written again: each is told with the complaint that has its external reference', async () => {
    const batch = [one({ externalReference: 'B-1' }), one({ externalReference: 'B-2' })];
    const first = await submit(batch);
    expect(first.errors).toEqual([]);
    const before = await count();
    const again = await submit([...batch, one({ externalReference: 'B-3' })]);
    expect(again.results.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      ['CONFLICT'],
      ['CONFLICT'],
      [],
    ]);
    expect(again.results.slice(0, 2).map(({ complaint }) => complaint)).toEqual(
      first.results.map(({ complaint }) => complaint),
    );
    expect(await count()).toBe(before + 1);
  });

  it('by ten at the same moment with the same external references are written once, and nobody fails', async () => {
    const batch = Array.from({ length: 20 }, (_, index) => one({ externalReference: `C-${index}` }));
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => submit(turn % 2 ? batch : batch.toReversed())),
    );
    expect(await count()).toBe(before + 20);
    const written = answers.flatMap(({ results }) => results.filter(({ errors }) => errors.length === 0));
    expect(written).toHaveLength(20);
    for (const { results } of answers)
      expect(results.every(({ complaint }) => complaint !== null)).toBe(true);
  });

  it('are not stopped by a wrong one that has the same external reference', async () => {
    const same = { externalReference: 'S-1' };
    const { results } = await submit([
      one({ ...same, description: ' ' }),
      one({ ...same, subject: 'Right' }),
    ]);
    expect(results.map(({ complaint, errors }) => [complaint?.subject ?? null, errors.length])).toEqual([
      [null, 1],
      ['Right', 0],
    ]);
  });

  it('with an external reference that no text can be are refused one by one', async () => {
    const odd = ['a\0b', '\ud800', 'x'.repeat(201), 'fine'];
    const { results } = await submit(odd.map((externalReference) => one({ externalReference })));
    expect(results.map(({ errors }) => errors.map(({ code, path }) => `${code} ${path.join('.')}`))).toEqual([
      ...Array.from({ length: 3 }, () => ['INVALID_INPUT externalReference']),
      [],
    ]);
  });

  it('with an Idempotency-Key are written once as a whole', async () => {
    const key = randomUUID();
    const batch = [one(), one({ subject: '' }), one()];
    const first = await submit(batch, { key });
    const before = await count();
    expect(await submit(batch, { key })).toEqual(first);
    expect(await count()).toBe(before);
  });

  it('are 1 to 500', async () => {
    const before = await count();
    for (const complaints of [[], Array.from({ length: 501 }, () => one())])
      expect(await submit(complaints)).toMatchObject({
        results: [],
        errors: [{ code: 'INVALID_INPUT', path: ['complaints'] }],
      });
    expect(await count()).toBe(before);
  });

  it('are as whole as those that are logged one by one: search, events, acknowledgement, receipt', async () => {
    const { results } = await submit([
      one({
        subject: 'Quokka',
        consumerId: null,
        newConsumer: { name: 'Quentin', email: 'quentin@example.org' },
        externalReference: 'Q-77',
      }),
    ]);
    const { complaint: logged } = (await api.change(
      acme.viewers.helpDesk,
      'logComplaint',
      one({ subject: 'Quokka', externalReference: 'Q-78' }),
    )) as {
      complaint: { id: string };
    };
    const ids = [results[0]?.complaint?.id as string, logged.id].map(
      (id) => fromGlobalId('Complaint', id) as string,
    );
    const searchable = (id: string) =>
      inTenant<{ search: string }>(
        statement`select search_staff::text || search_consumer::text as search from complaints where id = ${id}`,
      );
    for (const id of ids) {
      const before = await searchable(id);
      await withTenant(api.database.pools, acme.tenant.key, (unit) => refreshSearch(unit, id));
      expect(await searchable(id)).toEqual(before);
    }
    const facts = await inTenant<
      Record<string, unknown>
    >(statement`select c.origin, c.priority, c.acknowledge_by, c.final_response_by,
        (select array_agg(e.action order by e.position) from audit_events e where e.subject_id = c.id) as events,
        (select count(*)::int from outgoing_mail m where m.complaint_id = c.id) as mails
      from complaints c where c.id = any (${ids}::uuid[]) order by c.id`);
    expect(facts[0]).toEqual(facts[1]);
    expect(facts[0]).toMatchObject({ events: ['complaint.logged', 'complaint.acknowledged'], mails: 1 });
    const { complaints } = await api.get<{
      complaints: { nodes: { externalReference: string; receipt: { document: string } }[] };
    }>(
      acme.viewers.support,
      '{ complaints(filter: { text: "Quokka", externalReference: ["Q-77"] }) { nodes { externalReference receipt { document } } } }',
    );
    expect(complaints.nodes).toMatchObject([{ externalReference: 'Q-77', receipt: {} }]);
  });

  it('take as many statements for 500 as for one, and the trail stays whole', async () => {
    const batch = (size: number) =>
      Array.from({ length: size }, (_, index) =>
        one({
          consumerId: null,
          newConsumer: { name: `Person ${index}`, email: `p${index}@example.org` },
          externalReference: randomUUID(),
        }),
      );
    const statements = async (size: number) => {
      let payload: Payload | null = null;
      const sent = await recordStatements(api.database.pools, async () => {
        payload = await submit(batch(size));
      });
      expect((payload as Payload | null)?.errors).toEqual([]);
      return sent.length;
    };
    const forOne = await statements(1);
    expect(await statements(500)).toBe(forOne);
    expect(forOne).toBeLessThanOrEqual(12);
    const { data } = await api.ask(
      acme.viewers.admin,
      'mutation { verifyAudit(input: {}) { verification { isSound findingCount } } }',
    );
    expect(data).toMatchObject({ verifyAudit: { verification: { isSound: true, findingCount: 0 } } });
  });
});

it('one complaint that is logged with an external reference that another has is refused, and not written', async () => {
  const { helpDesk } = acme.viewers;
  expect((await api.change(helpDesk, 'logComplaint', one({ externalReference: ' L-1 ' }))).errors).toEqual(
    [],
  );
  const before = await count();
  const again = await api.change(helpDesk, 'logComplaint', one({ externalReference: 'L-1' }));
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', path: ['externalReference'] }]);
  expect(await count()).toBe(before);
});
