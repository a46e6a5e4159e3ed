import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../../../server/db/admin.ts';
import { startTestApi, type TestApi } from '../../../server/test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../../server/test/organisation.ts';
import { inspect, type Inspection } from './inspect.ts';
import { newLedger, type Ledger } from './ledger.ts';

let api: TestApi;
let acme: TestOrganisation;
const ledger: Ledger = newLedger();

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  for (const subject of ['first', 'second', 'third']) {
    const input = { subject, description: 'It leaks.' };
    const { complaint } = await api.change(
      acme.viewers.consumer,
      'submitComplaint',
      input,
      'complaint { id reference }',
    );
    ledger.complaints.set(subject, complaint as unknown as { id: string; reference: string });
    const comment = { complaintId: complaint!.id, body: `about the ${subject}` };
    await api.change(acme.viewers.consumer, 'addComment', comment, 'complaint { id }');
    ledger.comments.set(comment.body, comment);
    ledger.sent.add(subject).add(comment.body);
  }
});
afterAll(() => api.stop());

/** Does something to the database past the product, looks, and takes it back. */
function lookAfter(change: string): Promise<Inspection> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(
      `begin; set local session_replication_role = replica; set local search_path = "${acme.tenant.key}"; ${change}`,
    );
    return inspect(admin, acme.tenant.key, ledger);
  });
}

it('finds nothing where everything that was promised is there', async () => {
  expect(await lookAfter('')).toMatchObject({ complaints: 3, comments: 3, lost: [], broken: [] });
});

it.each([
  ['a lost complaint', `delete from complaints where subject = 'second'`, /complaint \S+ "second"/],
  ['a lost comment', `delete from comments where body = 'about the first'`, /comment "about the first"/],
  [
    'a complaint without its event',
    `delete from audit_events where action = 'complaint.submitted'`,
    /half-written/,
  ],
  [
    'a reference that is missing',
    `update reference_counters set last_number = last_number + 1`,
    /references of \d+/,
  ],
  [
    'words that nobody sent',
    `update comments set body = 'other' where body = 'about the third'`,
    /nobody sent "other"/,
  ],
])('finds %s', async (_, change, found) => {
  const { lost, broken } = await lookAfter(change);
  expect([...lost, ...broken].join('\n')).toMatch(found);
});
