import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { complaintText } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

async function inTenant<Row extends object>(sql: string): Promise<Row[]> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    return (await admin.query<Row>(sql)).rows;
  });
}

const submit =
  'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { reference } } }';

/** Submits, and gives the reference; null when the server had a fault on the way. */
async function reference(
  name: 'consumer' | 'consumer2',
  subject = complaintText.subject,
): Promise<string | null> {
  const { data, errors } = await api.ask(acme.viewers[name], submit, {
    input: { ...complaintText, subject },
  });
  if (errors) return null;
  return (data?.['submitComplaint'] as { complaint: { reference: string } }).complaint.reference;
}

it(
  '50 complaints at once, some of which fail on the way, leave no gap and no double',
  { timeout: 60_000 },
  async () => {
    // One kind fails when the complaint is written, the other at the very end of its transaction.
    await inTenant(`alter table complaints add constraint poison check (subject <> 'poison')`);
    await inTenant(
      `alter table audit_events add constraint poison check (actor_name <> 'Cem Consumer' or action <> 'complaint.submitted')`,
    );
    const tries = Array.from({ length: 50 }, (_, index) => {
      if (index % 5 === 2) return reference('consumer', 'poison');
      return reference(index % 7 === 3 ? 'consumer2' : 'consumer');
    });
    const answers = await Promise.all(tries);
    const given = answers.filter((answer) => answer !== null);
    const failed = Array.from({ length: 50 }, (_, index) => index % 5 === 2 || index % 7 === 3);
    expect(answers.map((answer) => answer === null)).toEqual(failed);
    const year = new Date(api.clock.now).getUTCFullYear();
    const expected = given.map((_, index) => `ACME-${year}-${String(index + 1).padStart(6, '0')}`);
    expect(given.toSorted()).toEqual(expected);
    expect(await inTenant('select reference from complaints order by 1')).toEqual(
      expected.map((text) => ({ reference: text })),
    );
    expect(await inTenant('select last_number from reference_counters')).toEqual([
      { last_number: given.length },
    ]);
    // The next one goes on where they ended.
    await inTenant(`alter table audit_events drop constraint poison`);
    expect(await reference('consumer2')).toBe(`ACME-${year}-${String(given.length + 1).padStart(6, '0')}`);
  },
);

it('a refused complaint takes no number', async () => {
  const before = await inTenant('select * from reference_counters');
  const refused = await api.change(acme.viewers.consumer, 'submitComplaint', {
    subject: ' ',
    description: 'x',
  });
  expect(refused.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['subject'] }]);
  expect(await inTenant('select * from reference_counters')).toEqual(before);
});

it("the year is the organisation's: its last evening is the next year further east", async () => {
  await inTenant(`update settings set time_zone = 'Asia/Tokyo'`);
  api.clock.now = new Date('2031-12-31T14:59:59Z');
  expect(await reference('consumer')).toBe('ACME-2031-000001');
  api.clock.now = new Date('2031-12-31T15:00:00Z');
  expect(await reference('consumer')).toBe('ACME-2032-000001');
  expect(await reference('consumer')).toBe('ACME-2032-000002');
});

it('after 999,999 a number has seven digits, and is found', async () => {
  await inTenant(`update reference_counters set last_number = 999999 where year = 2032`);
  expect(await reference('consumer')).toBe('ACME-2032-1000000');
  const query = '{ complaintByReference(reference: " acme-2032-1000000 ") { reference } }';
  expect(await api.get(acme.viewers.consumer, query)).toEqual({
    complaintByReference: { reference: 'ACME-2032-1000000' },
  });
});
