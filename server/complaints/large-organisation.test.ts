import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { mutationCalls, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { populate } from '../isolation/scratch/populate.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  calls = mutationCalls(api, acme, await populate(api, acme, 'kettle'));
  await inTenant(`insert into people (id, name, email, created_at)
    select gen_random_uuid(), 'Person ' || n, 'person' || n || '@people.example', now() from generate_series(1, 8000) n`);
  await inTenant(`insert into complaints (id, reference, status, subject, description, channel, priority, origin, consumer_id, received_at,
      created_at, updated_at)
    select gen_random_uuid(), 'OLD-2020-' || lpad(row_number() over ()::text, 6, '0'), 'open', 'Kettle', 'It leaks.', 'phone', 'normal',
      'help_desk', id, now(), now(), now() from people`);
  await inTenant(`insert into outgoing_mail (id, kind, recipient, complaint_id, state, created_at, ended_at)
    select gen_random_uuid(), 'acknowledgement', p.email, c.id, 'sent', now(), now() from complaints c join people p on p.id = c.consumer_id
    where p.email is not null`);
  await inTenant('analyze');
});
afterAll(() => api.stop());

async function inTenant(sql: string): Promise<Record<string, unknown>[]> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${acme.tenant.key}"`);
    return (await admin.query<Record<string, unknown>>(sql)).rows;
  });
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  Plans?: PlanNode[];
}

/** What a prepared statement reads from beginning to end of the tables that grow with the organisation. */
async function readWhole(text: string): Promise<string[]> {
  const [row] = await inTenant(`explain (generic_plan, format json) ${text}`);
  const [{ Plan: plan }] = (row as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'];
  const scansOf = (node: PlanNode): PlanNode[] => [
    ...(node['Node Type'].endsWith('Scan') ? [node] : []),
    ...(node.Plans ?? []).flatMap(scansOf),
  ];
  return scansOf(plan).flatMap((scan) => {
    const table = scan['Relation Name'] ?? '';
    const isByKey = (scan['Index Cond'] ?? scan['Recheck Cond']) !== undefined;
    return ['people', 'complaints', 'outgoing_mail'].includes(table) && !isByKey ? [table] : [];
  });
}

describe('in an organisation with thousands of complaints and people', () => {
  it.each([
    ...['submitComplaint', 'logComplaint', 'submitComplaints', 'submitPublicComplaint'],
    ...[
      'startComplaint',
      'assignComplaint',
      'awaitConsumer',
      'resolveComplaint',
      'acceptResolution',
      'rejectResolution',
    ],
    ...['reopenComplaint', 'classifyComplaint', 'addComment', 'createPerson', 'updatePerson'],
  ])('%s looks up what it names, and reads no list of them', async (name) => {
    const { as, input } = calls[name] as MutationCall;
    const given = await input();
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    const statements = await recordStatements(api.database.pools, () =>
      api.get(as && acme.viewers[as], document, { input: given }),
    );
    expect(statements.length).toBeGreaterThan(0);
    for (const { text } of statements) expect(await readWhole(text), text).toEqual([]);
  });
});
