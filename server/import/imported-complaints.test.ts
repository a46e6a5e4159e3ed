import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { cfpbRow, columns2023, csvOf, removeCsvs, writeCsv } from '../test/cfpb-file.ts';
import { resolution } from '../isolation/scratch/complaint-paths.ts';
import { testImports } from '../test/imports.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

const sample = join(import.meta.dirname, 'sample', 'cfpb-2014.csv');
const password = 'quiet-otter-mends-kettles';

/** Of the complaint of these tests that the company had closed, and of the one that it had not. */
const closedRow = cfpbRow({
  'Consumer complaint narrative': 'The thermocouple glowed.\n\nI want my money back.',
  'Submitted via': 'Fax',
  'Date received': '2023-05-05',
  'Date sent to company': '2023-05-09',
  'Company response to consumer': 'Closed with monetary relief',
});
const pendingRow = cfpbRow({ 'Date received': '2023-06-01', 'Company response to consumer': 'In progress' });

let api: TestApi;
let organisation: TestOrganisation;
beforeAll(async () => {
  api = await startTestApi();
  organisation = await createOrganisation(api.database, 'imported');
  const { importFile } = testImports(api.database);
  await importFile(sample, { tenantSlug: 'imported' });
  await importFile(writeCsv(csvOf(columns2023, [closedRow, pendingRow])), { tenantSlug: 'imported' });
});
afterAll(async () => {
  removeCsvs();
  await api.stop();
});

interface Found {
  id: string;
  version: number;
  reference: string;
  status: string;
  externalReference: string;
}

const find = async (filter: Record<string, unknown>) =>
  (
    await api.get<{ complaints: { totalCount: number; nodes: Found[] } }>(
      organisation.viewers.manager,
      `query ($filter: ComplaintFilter) { complaints(filter: $filter, first: 100) {
        totalCount nodes { id version reference status externalReference } } }`,
      { filter },
    )
  ).complaints;

async function findRow(row: Record<string, string>): Promise<Found> {
  const { nodes } = await find({ text: row['Complaint ID'] });
  if (nodes.length !== 1) throw new Error(`${nodes.length} complaints found`);
  return nodes[0]!;
}

describe('after an import', () => {
  it('a complaint shows what the file told, and that it was imported', async () => {
    const { id } = await findRow(closedRow);
    const { complaint } = await api.get<{ complaint: Record<string, unknown> }>(
      organisation.viewers.support,
      `query ($id: ID!) { complaint(id: $id) {
        reference status subject description channel priority receivedAt resolvedAt closedAt firstClosedAt closeReason confirmBy reopenUntil
        waitingFor isOverdue isImported externalReference needsManager reopenCount commentCount
        deadlines { kind } consumer { name email isImported hasAccount } assignee { id } category { name parent { name } } acceptance { method }
        resolution { outcome explanation remedy rootCause redress { amountMinor } proposedBy { id } resolvedAt }
        timeline { nodes { action summary actorName actorKind } } comments { totalCount } } }`,
      { id },
    );
    expect(complaint).toEqual({
      reference: 'IMPORTED-2023-000001',
      status: 'CLOSED',
      subject: 'It leaks: From the base',
      description: expect.stringMatching(
        /^The thermocouple glowed\.\n\nI want my money back\.\n\nCompany: Kettle Works\n/,
      ),
      channel: 'FAX',
      priority: 'NORMAL',
      receivedAt: '2023-05-05T12:00:00.000Z',
      resolvedAt: '2023-05-09T12:00:00.000Z',
      closedAt: '2023-05-09T12:00:00.000Z',
      firstClosedAt: '2023-05-09T12:00:00.000Z',
      closeReason: 'IMPORTED',
      confirmBy: null,
      reopenUntil: expect.stringMatching(/^2023-06-06T12:00/),
      waitingFor: null,
      isOverdue: false,
      isImported: true,
      externalReference: closedRow['Complaint ID'],
      needsManager: false,
      reopenCount: 0,
      commentCount: 0,
      deadlines: [],
      consumer: { name: 'Unknown consumer (TX 75006)', email: null, isImported: true, hasAccount: false },
      assignee: null,
      category: { name: 'Whistling kettles', parent: { name: 'Kettles' } },
      acceptance: null,
      resolution: {
        outcome: 'UPHELD',
        explanation: 'The company closed the complaint with monetary relief.',
        remedy: 'Monetary relief',
        rootCause: null,
        redress: null,
        proposedBy: null,
        resolvedAt: '2023-05-09T12:00:00.000Z',
      },
      timeline: {
        nodes: [
          {
            action: 'complaint.imported',
            summary: 'The complaint was imported from an earlier system.',
            actorName: 'CFPB import',
            actorKind: 'IMPORT',
          },
        ],
      },
      comments: { totalCount: 0 },
    });
  });

  it.each([
    ['a word of the narrative', 'thermocouple'],
    ['the beginning of one', 'thermoc'],
    ['the id in the file', closedRow['Complaint ID']!],
    ['the reference', 'IMPORTED-2023-000001'],
  ])('search finds it by %s', async (_, text) => {
    expect((await find({ text })).nodes).toMatchObject([{ externalReference: closedRow['Complaint ID'] }]);
  });

  it('filters find it by channel, outcome, reason of closing and day', async () => {
    const day = { receivedFrom: '2023-05-05T00:00:00Z', receivedBefore: '2023-05-06T00:00:00Z' };
    const id = { externalReference: closedRow['Complaint ID'] };
    expect((await find({ channel: ['FAX'], outcome: ['UPHELD'], ...day })).nodes).toMatchObject([id]);
    expect((await find({ closeReason: ['IMPORTED'], ...day })).nodes).toMatchObject([id]);
    expect((await find({ isOverdue: true })).totalCount).toBe(0);
    expect((await find({ status: ['IN_PROGRESS'], isUnassigned: true })).totalCount).toBe(85);
  });

  it('all of them can be paged through, each once, newest first', async () => {
    const seen: { reference: string; receivedAt: string }[] = [];
    let after: string | null = null;
    do {
      const { complaints }: { complaints: Page } = await api.get(
        organisation.viewers.manager,
        `query ($after: String) { complaints(first: 50, after: $after) {
          totalCount nodes { reference receivedAt } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(complaints.totalCount).toBe(330);
      seen.push(...complaints.nodes);
      after = complaints.pageInfo.hasNextPage ? complaints.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen.map(({ reference }) => reference)).size).toBe(330);
    const times = seen.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  interface Page {
    totalCount: number;
    nodes: { reference: string; receivedAt: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }

  it('one in progress is claimed, resolved, and closed when the help desk records that the consumer accepted', async () => {
    const { support, helpDesk } = organisation.viewers;
    let { id, version } = await findRow(pendingRow);
    const moves = [
      [support, 'startComplaint', {}, 'IN_PROGRESS'],
      [support, 'resolveComplaint', resolution, 'RESOLVED'],
      [helpDesk, 'acceptResolution', { evidence: 'Said so on the phone.' }, 'CLOSED'],
    ] as const;
    for (const [viewer, name, input, status] of moves) {
      const { complaint, errors } = await api.change(viewer, name, { id, version, ...input });
      expect(errors).toEqual([]);
      expect(complaint?.status).toBe(status);
      ({ id, version } = complaint!);
    }
  });

  it('a closed one is reopened by a manager, its first closing time is kept, and it is resolved again', async () => {
    const { manager } = organisation.viewers;
    const { id, version } = await findRow(closedRow);
    const fields =
      'complaint { id version status closedAt firstClosedAt reopenCount resolution { outcome } isOverdue deadlines { kind } }';
    const reopened = await api.change(
      manager,
      'reopenComplaint',
      { id, version, reason: 'It glows again.' },
      fields,
    );
    expect(reopened).toMatchObject({
      errors: [],
      complaint: {
        status: 'IN_PROGRESS',
        closedAt: null,
        firstClosedAt: '2023-05-09T12:00:00.000Z',
        reopenCount: 1,
        resolution: null,
        isOverdue: false,
        deadlines: [],
      },
    });
    const started = await api.change(manager, 'startComplaint', { id, version: reopened.complaint?.version });
    const again = await api.change(manager, 'resolveComplaint', {
      id,
      version: started.complaint?.version,
      ...resolution,
    });
    expect(again).toMatchObject({ errors: [], complaint: { status: 'RESOLVED' } });
    // A second run of the import leaves it as people made it.
    const { importFile } = testImports(api.database);
    const report = await importFile(writeCsv(csvOf(columns2023, [closedRow])), { tenantSlug: 'imported' });
    expect(report).toMatchObject({ imported: 0, alreadyThere: 1 });
    expect(await findRow(closedRow)).toMatchObject({ status: 'RESOLVED', version: again.complaint?.version });
  });

  it('new complaints of the organisation have references of their own year', async () => {
    const { consumer } = organisation.viewers;
    const made = await api.change(
      consumer,
      'submitComplaint',
      { subject: 'It whistles', description: 'All day.' },
      'complaint { reference }',
    );
    expect(made.complaint?.['reference']).toBe(`IMPORTED-${api.clock.now.getUTCFullYear()}-000001`);
  });

  it('the administrator of a new organisation signs in and reads what happened', async () => {
    const { importRows } = testImports(api.database);
    await importRows([cfpbRow({ Company: 'Signing, Inc.' })], { adminPassword: password });
    const { signIn } = await api.get<{ signIn: { session: { viewer: object }; errors: unknown[] } }>(
      null,
      `mutation { signIn(input: { organisation: "signing-inc", username: "admin", password: "${password}" }) {
        session { viewer { role displayName organisation { name slug registrationOpen } } } errors { message } } }`,
    );
    expect(signIn).toEqual({
      session: {
        viewer: {
          role: 'ADMIN',
          displayName: 'Administrator',
          organisation: { name: 'Signing, Inc.', slug: 'signing-inc', registrationOpen: true },
        },
      },
      errors: [],
    });
  });

  it('the audit log has one event for each complaint, and for each category', async () => {
    const actions = async (action: string) =>
      (
        await api.get<{
          auditEvents: { totalCount: number; nodes: { summary: string; actorKind: string }[] };
        }>(
          organisation.viewers.admin,
          `query ($action: [String!]) { auditEvents(first: 1, filter: { action: $action }) { totalCount nodes { summary actorKind } } }`,
          { action: [action] },
        )
      ).auditEvents;
    expect(await actions('complaint.imported')).toMatchObject({
      totalCount: 330,
      nodes: [{ actorKind: 'IMPORT' }],
    });
    const { categories } = await api.get<{ categories: { children: unknown[] }[] }>(
      organisation.viewers.admin,
      '{ categories { children { id } } }',
    );
    const count = categories.reduce((sum, { children }) => sum + 1 + children.length, 0);
    expect(await actions('category.created')).toMatchObject({
      totalCount: count,
      nodes: [{ actorKind: 'IMPORT' }],
    });
  });

  it('another organisation sees none of it', async () => {
    const other = await createOrganisation(api.database, 'other');
    const { id } = await findRow(closedRow);
    const { complaint, complaints } = await api.get<{ complaint: null; complaints: { totalCount: number } }>(
      other.viewers.admin,
      `query ($id: ID!) { complaint(id: $id) { id } complaints { totalCount } }`,
      { id },
    );
    expect({ complaint, complaints }).toEqual({ complaint: null, complaints: { totalCount: 0 } });
  });
});
