import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCheckpoints } from '../audit/make-checkpoints.ts';
import { verifyTrail } from '../audit/verify-trail.ts';
import { newSigningKey } from '../auth/signing-key.ts';
import { cfpbRow, columns2023, csvOf, removeCsvs, writeCsv } from '../test/cfpb-file.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { digestOf } from '../isolation/scratch/digest.ts';
import { countsOf, testImports, type TestImports } from '../test/imports.ts';
import { ImportFileError } from './cfpb-columns.ts';

let database: TestDatabase;
let imports: TestImports;
beforeAll(async () => {
  database = await createTestDatabase();
  imports = testImports(database);
});
afterAll(async () => {
  removeCsvs();
  await database.drop();
});

describe('into one organisation', () => {
  it('come the complaints of all companies, which their texts name', async () => {
    const tenant = await imports.organisation('all-in-one');
    const narratives = join(import.meta.dirname, 'sample', 'cfpb-2023-narratives.csv');
    const report = await imports.importFile(narratives, { tenantSlug: 'all-in-one' });
    expect(countsOf(report)).toEqual({ read: 60, imported: 60, there: 0, refused: 0, made: 0, found: 1 });
    expect(
      await imports.rowsOf(
        tenant,
        `select count(*)::int as count from complaints where description like '%Company: CITIBANK, N.A.%'`,
      ),
    ).toEqual([{ count: 16 }]);
    expect(await imports.importFile(narratives, { tenantSlug: 'all-in-one' })).toMatchObject({
      imported: 0,
      alreadyThere: 60,
    });
  });

  it('the audit trail of what was imported verifies, and every event of it is signed', async () => {
    const tenant = await imports.organisation('verified');
    await imports.importRows([cfpbRow(), cfpbRow({ Product: 'Teapots' })], { tenantSlug: 'verified' });
    const services = {
      pools: database.pools,
      config: { auditSigningKey: newSigningKey() },
      now: () => new Date(),
    };
    await makeCheckpoints(services, tenant.key);
    // Two complaints; two categories, each with a sub-category.
    expect(await verifyTrail(services, tenant)).toMatchObject({ findings: [], events: 6, checkpoints: 1 });
  });

  it('that is not there, nothing is written', async () => {
    for (const tenantSlug of ['nobody', 'Not A Slug']) {
      await expect(imports.importRows([cfpbRow()], { tenantSlug })).rejects.toThrow(
        new ImportFileError(
          `There is no organisation with the slug "${tenantSlug}": "redress tenant list" shows them.`,
        ),
      );
    }
  });

  it('a file without rows adds nothing', async () => {
    const tenant = await imports.organisation('empty-handed');
    const before = await digestOf(database.adminUrl, tenant.key);
    expect(countsOf(await imports.importRows([], { tenantSlug: 'empty-handed' }))).toMatchObject({
      read: 0,
      imported: 0,
    });
    expect(await digestOf(database.adminUrl, tenant.key)).toBe(before);
  });

  it('long texts are written in smaller transactions, so that none runs into its time limit', async () => {
    await imports.organisation('long-winded');
    const narrative = 'A long story about a kettle. '.repeat(650);
    const rows = Array.from({ length: 110 }, () => cfpbRow({ 'Consumer complaint narrative': narrative }));
    const written: number[] = [];
    const report = await imports.importFile(writeCsv(csvOf(columns2023, rows)), {
      tenantSlug: 'long-winded',
      onProgress: (count) => written.push(count),
    });
    expect(report).toMatchObject({ imported: 110, refused: [] });
    expect(written).toEqual([52, 104, 110]);
  });

  it('categories are found again in any case, and a sub-product’s name under two products is two of them', async () => {
    const tenant = await imports.organisation('categories');
    const row = (Product: string, sub: string) => cfpbRow({ Product, 'Sub-product': sub });
    const rows = [
      row('Kettles', 'Other'),
      row('KETTLES', 'OTHER'),
      row('Toasters', 'Other'),
      row('Toasters', ''),
      row('ΟΔΟΣ', 'İstanbul'),
      row('οδοσ', 'i̇stanbul'),
    ];
    expect(await imports.importRows(rows, { tenantSlug: 'categories' })).toMatchObject({ imported: 6 });
    await imports.importRows([row('kettles', 'other'), row('οδος', 'x')], { tenantSlug: 'categories' });
    const found = await imports.rowsOf<{ name: string; parent: string | null; count: number }>(
      tenant,
      `select c.name, p.name as parent, (select count(*)::int from complaints where category_id = c.id) as count
       from categories c left join categories p on p.id = c.parent_id order by coalesce(p.name, c.name), p.name nulls first, c.name`,
    );
    expect(found.filter(({ name, parent }) => /Kettles|Toasters/.test(parent ?? name))).toEqual([
      { name: 'Kettles', parent: null, count: 0 },
      { name: 'Other', parent: 'Kettles', count: 3 },
      { name: 'Toasters', parent: null, count: 1 },
      { name: 'Other', parent: 'Toasters', count: 1 },
    ]);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    expect(
      await imports.rowsOf(
        tenant,
        `select count(*)::int as count from audit_events where action = 'category.created'
        and actor_kind = 'import' and subject_type = 'category' and subject_id in (select id from categories)`,
      ),
    ).toEqual([{ count: found.length }]);
  });

  it('references are gapless in each year, in the order of receipt, over many transactions, and go on in the next file', async () => {
    const tenant = await imports.organisation('in-order');
    const days = Array.from({ length: 2_400 }, (_, index) => index % 700).reverse();
    const dayAfter = (start: string, day: number) =>
      new Date(Date.parse(start) + day * 86_400_000).toISOString().slice(0, 10);
    const rowsFrom = (start: string) =>
      days.map((day) => cfpbRow({ 'Date received': dayAfter(start, day), 'Date sent to company': '' }));
    await imports.importRows(rowsFrom('2015-03-01'), { tenantSlug: 'in-order' });
    const later = rowsFrom('2016-01-15').slice(0, 50);
    await imports.importRows(later, { tenantSlug: 'in-order' });
    const years = await imports.rowsOf<{ year: string; count: number; last: string; isGapless: boolean }>(
      tenant,
      `select left(reference, 12) as year, count(*)::int as count, max(reference) as last,
         bool_and(right(reference, 6)::int between 1 and (select count(*) from complaints x where left(x.reference, 12) = left(c.reference, 12))) as "isGapless"
       from complaints c group by 1 order by 1`,
    );
    expect(years.map(({ year }) => year)).toEqual(['INORDER-2015', 'INORDER-2016', 'INORDER-2017']);
    for (const { count, last, isGapless } of years) {
      expect(isGapless).toBe(true);
      expect(Number(last.slice(-6))).toBe(count);
    }
    expect(years.reduce((sum, { count }) => sum + count, 0)).toBe(2_450);
    const firstFile = `external_reference::bigint < ${later[0]!['Complaint ID']}`;
    expect(
      await imports.rowsOf(
        tenant,
        `select from (select received_at, lag(received_at) over (partition by left(reference, 12) order by reference) as before
          from complaints where ${firstFile}) x where before > received_at`,
      ),
    ).toEqual([]);
  });

  it('an imported complaint has its own dates, an unknown consumer, no clock, one event of now, and is found like any other', async () => {
    const tenant = await imports.organisation('facts');
    const row = cfpbRow({ 'Company response': 'Closed with non-monetary relief' });
    const pending = cfpbRow({ 'Company response': 'In progress', 'Date received': '11/02/2014' });
    const now = new Date();
    await imports.importRows([row, pending], { tenantSlug: 'facts', now });
    const complaints = await imports.rowsOf(
      tenant,
      `select reference, external_reference, status, waiting_for, origin, channel, priority, assignee_id, received_at, created_at, updated_at,
         acknowledge_by, acknowledged_at, final_response_by, final_responded_at, resolved_at, closed_at, first_closed_at, close_reason,
         accepted_at, reminders_sent, rejection_count, reopen_count, needs_manager, version,
         search_staff = search_document(id, '{}') and search_consumer = search_staff as "isFound",
         (select p.is_imported and p.email is null and p.name = 'Unknown consumer (TX 75006)' from people p where p.id = consumer_id) as "isUnknown"
       from complaints order by reference`,
    );
    const both = {
      waiting_for: null,
      origin: 'import',
      channel: 'web',
      priority: 'normal',
      assignee_id: null,
      created_at: now,
      updated_at: now,
      acknowledge_by: null,
      acknowledged_at: null,
      final_response_by: null,
      final_responded_at: null,
      accepted_at: null,
      reminders_sent: 0,
      rejection_count: 0,
      reopen_count: 0,
      needs_manager: false,
      version: 1,
      isFound: true,
      isUnknown: true,
    };
    const sentAt = new Date('2014-10-14T12:00:00Z');
    expect(complaints).toEqual([
      {
        ...both,
        reference: 'FACTS-2014-000001',
        external_reference: row['Complaint ID'],
        status: 'closed',
        close_reason: 'imported',
        received_at: new Date('2014-10-10T12:00:00Z'),
        resolved_at: sentAt,
        closed_at: sentAt,
        first_closed_at: sentAt,
      },
      {
        ...both,
        reference: 'FACTS-2014-000002',
        external_reference: pending['Complaint ID'],
        status: 'in_progress',
        close_reason: null,
        received_at: new Date('2014-11-02T12:00:00Z'),
        resolved_at: null,
        closed_at: null,
        first_closed_at: null,
      },
    ]);
    expect(
      await imports.rowsOf(
        tenant,
        `select c.reference, r.outcome, r.explanation, r.remedy, r.root_cause, r.redress_minor, r.proposed_by, r.resolved_at
        from resolutions r join complaints c on c.id = r.complaint_id`,
      ),
    ).toEqual([
      {
        reference: 'FACTS-2014-000001',
        outcome: 'partly_upheld',
        explanation: 'The company closed the complaint with non-monetary relief.',
        remedy: 'Non-monetary relief',
        root_cause: null,
        redress_minor: null,
        proposed_by: null,
        resolved_at: sentAt,
      },
    ]);
    expect(
      await imports.rowsOf(
        tenant,
        `select e.action, e.subject_label, e.subject_id = c.id as "isIts", e.occurred_at, e.actor_kind, e.actor_id, e.client
        from audit_events e left join complaints c on c.reference = e.subject_label where e.subject_type <> 'category' order by 2`,
      ),
    ).toEqual(
      ['FACTS-2014-000001', 'FACTS-2014-000002'].map((subject_label) => ({
        action: 'complaint.imported',
        subject_label,
        isIts: true,
        occurred_at: now,
        actor_kind: 'import',
        actor_id: null,
        client: 'redress import',
      })),
    );
    expect(await imports.rowsOf(tenant, 'select id from comments')).toEqual([]);
  });
});
