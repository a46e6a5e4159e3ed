import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../auth/passwords.ts';
import { withAdmin } from '../db/admin.ts';
import { channels, outcomes, priorities } from '../shared/complaint.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { acme } from './acme/acme.ts';
import { seedDemo } from './seed-demo.ts';
import { techstart } from './techstart/techstart.ts';

const config = {
  secretKey: 'x'.repeat(32),
  auditSigningKey: 'k'.repeat(43),
  publicUrl: 'http://localhost:4000',
  mode: 'demo' as const,
  outboundAllow: [],
};
const seed = ({ adminUrl, databaseUrl }: TestDatabase) => seedDemo({ adminUrl, databaseUrl, config });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database);
});
afterAll(() => database.drop());

async function rowsOf<Row>(slug: string, text: string, from = database): Promise<Row[]> {
  const tenant = await findTenantBySlug(from.pools, slug);
  if (!tenant) throw new Error(`There is no ${slug}`);
  return withTenantRead(from.pools, tenant.key, (unit) => unit.query<Row>({ text, values: [] }));
}

async function columnOf(slug: string, text: string): Promise<unknown[]> {
  const rows = await rowsOf<Record<string, unknown>>(slug, text);
  return rows.map((row) => Object.values(row)[0]);
}

const count = async (slug: string, where: string) =>
  Number((await columnOf(slug, `select count(*) from complaints c cross join settings s where ${where}`))[0]);

it.each([
  ['acme', 'consumer1'],
  ['acme', 'consumer2'],
  ['techstart', 'ts_consumer'],
])('%s has given %s complaints in every status, one of them to accept or reject', async (slug, username) => {
  const statuses = await columnOf(
    slug,
    `select distinct c.status from complaints c join users u on u.person_id = c.consumer_id where u.username = '${username}'`,
  );
  expect(statuses).toEqual(expect.arrayContaining(['open', 'in_progress', 'resolved', 'closed']));
});

describe.each([acme, techstart])('the demo organisation $slug', ({ slug, stories }) => {
  it('has a complaint for each of its stories, no two alike', async () => {
    expect(stories.length).toBeGreaterThanOrEqual(60);
    expect(await count(slug, 'true')).toBe(stories.length);
    const texts = stories.flatMap((story) => [
      story.text,
      story.subject,
      ...story.steps.flatMap((step) => ('text' in step && step.text ? [step.text] : [])),
      ...story.steps.flatMap((step) => (step.do === 'resolve' ? [step.explanation] : [])),
    ]);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  it.each([
    ['open', `status = 'open'`],
    ['waiting for the consumer', `waiting_for = 'consumer'`],
    ['waiting for a third party', `waiting_for = 'third_party'`],
    ['overdue', `status in ('open', 'in_progress') and final_response_by < now()`],
    ['rejected once', 'rejection_count = 1'],
    [
      'rejected twice and flagged for a manager',
      'rejection_count = 2 and needs_manager and assignee_id is null',
    ],
    ['resolved and still to be answered', `status = 'resolved' and resolved_at > now() - interval '14 days'`],
    ['resolved and reminded of', `status = 'resolved' and reminders_sent > 0`],
    ['reopened after closing', `first_closed_at is not null and reopen_count > rejection_count`],
    ['accepted online', `acceptance_method = 'online'`],
    ['accepted on the phone', `acceptance_method = 'spoken' and acceptance_evidence is not null`],
    ['closed unanswered', `close_reason = 'unanswered' and reminders_sent = 2`],
    ['withdrawn', `close_reason = 'withdrawn'`],
    ['closed more than 700 days ago', `closed_at < now() - interval '700 days'`],
    ['of somebody without an account', 'not exists (select from users u where u.person_id = consumer_id)'],
    [
      'with redress above the limit, by a manager who did not work on it',
      `exists (select from resolutions r join users u on u.id = r.proposed_by where r.complaint_id = c.id
        and r.redress_minor > s.redress_limit_minor and u.role = 'manager' and c.assignee_id <> u.id)`,
    ],
    [
      'with an internal note',
      `exists (select from comments k where k.complaint_id = c.id and k.kind = 'internal_note')`,
    ],
    [
      'with a resolution note',
      `exists (select from comments k where k.complaint_id = c.id and k.kind = 'resolution_note')`,
    ],
    ['found by a word of its conversation', `search_staff @@ to_tsquery('simple', 'telephone | phone')`],
  ])('has a complaint %s', async (_, where) => {
    expect(await count(slug, where)).toBeGreaterThan(0);
  });

  it('has every channel, priority and outcome', async () => {
    const distinct = (what: string) => columnOf(slug, `select distinct ${what}`);
    expect(await distinct('channel from complaints')).toEqual(expect.arrayContaining([...channels]));
    expect(await distinct('priority from complaints')).toEqual(expect.arrayContaining([...priorities]));
    expect(await distinct('outcome from resolutions')).toEqual(expect.arrayContaining([...outcomes]));
  });

  it('tells its past in order: references, events and comments, none in the future', async () => {
    for (const order of [
      'reference from complaints order by created_at, id',
      'occurred_at from audit_events order by id',
      'created_at from comments order by id',
    ]) {
      const values = await columnOf(slug, `select ${order}`);
      expect(values).toEqual(
        [...values].sort((a, b) => (String(a) === String(b) ? 0 : (a as string) < (b as string) ? -1 : 1)),
      );
    }
    expect(await columnOf(slug, 'select count(*)::int from audit_events where occurred_at > now()')).toEqual([
      0,
    ]);
  });

  it('has no member of staff who left and still holds a case', async () => {
    expect(
      await count(
        slug,
        `status <> 'closed' and assignee_id in (select id from users where status <> 'active')`,
      ),
    ).toBe(0);
  });
});

it.each([
  ['acme', 'admin', 'admin123', 'admin'],
  ['acme', 'manager1', 'manager123', 'manager'],
  ['acme', 'helpdesk1', 'helpdesk123', 'help_desk'],
  ['acme', 'support1', 'support123', 'support'],
  ['acme', 'consumer1', 'consumer123', 'consumer'],
  ['acme', 'consumer2', 'consumer123', 'consumer'],
  ['techstart', 'ts_admin', 'admin123', 'admin'],
  ['techstart', 'ts_consumer', 'consumer123', 'consumer'],
])('at %s, %s signs in with %s', async (slug, username, password, role) => {
  const [user] = await rowsOf<{ role: string; status: string; password_hash: string }>(
    slug,
    `select role, status, password_hash from users where username = '${username}'`,
  );
  expect(user).toMatchObject({ role, status: 'active' });
  expect(await verifyPassword(user?.password_hash ?? null, password)).toBe(true);
});

it('a second start leaves the demo as it is', async () => {
  const key = await findTenantBySlug(database.pools, 'acme');
  await seed(database);
  expect(await findTenantBySlug(database.pools, 'acme')).toEqual(key);
  expect(await count('acme', 'true')).toBe(acme.stories.length);
});

it('a start that is killed leaves nothing half-made, and the next one makes the same', async () => {
  const other = await createTestDatabase();
  try {
    const broken = seed(other).catch((error: unknown) => error);
    await withAdmin(other.adminUrl, async (admin) => {
      const tellPlaying = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and application_name = 'redress-admin' and query ilike '%insert into%comments%'`;
      while ((await admin.query(`select pid ${tellPlaying}`)).rowCount === 0) await sleep(2);
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'redress-admin' and pid <> pg_backend_pid()`);
      expect(await broken).toBeInstanceOf(Error);
      const { rows } = await admin.query(`select (select count(*)::int from platform.tenants) as tenants,
        (select count(*)::int from pg_namespace where nspname like 't\\_%') as schemas`);
      expect(rows).toEqual([{ tenants: 0, schemas: 0 }]);
    });
    await seed(other);
    const content = `select reference, subject, status, received_at::date, updated_at::date from complaints order by reference`;
    expect(await rowsOf('acme', content, other)).toEqual(await rowsOf('acme', content));
  } finally {
    await other.drop();
  }
});
