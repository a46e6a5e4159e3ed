import { startApollo } from '../../../server/api/apollo.ts';
import { hashPassword } from '../../../server/auth/passwords.ts';
import type { Services } from '../../../server/context.ts';
import { withAdmin } from '../../../server/db/admin.ts';
import type { Pools } from '../../../server/db/pools.ts';
import { addCast, type CastOrganisation } from '../../../server/isolation/scratch/cast.ts';
import { createCaller, type Caller } from '../../../server/isolation/scratch/caller.ts';
import { workOffLanes } from '../../../server/jobs/work-off-lanes.ts';
import { guardedFetch } from '../../../server/outbound/guarded-fetch.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';
import { webhookHandler } from '../../../server/webhooks/deliver-webhook.ts';
import { webhookJob } from '../../../server/webhooks/webhook-job.ts';
import { randomOf } from '../support/random.ts';
import { startTarget, type Target } from './target.ts';

export interface WebhookReport {
  events: number;
  complaints: number;
  /** How often the time was moved on to the next attempt that was due. */
  jumps: number;
  milliseconds: { written: number; delivered: number; processor: number };
  calls: Target['calls'];
  /** Messages that came more than once; by their ids the target knows them. */
  doubles: number;
  /** Events that never came, and complaints whose events came in another order. */
  missing: number;
  disordered: number;
  /** Deliveries that the log does not call delivered, and entries that are left in the outbox. */
  undelivered: number;
  left: number;
}

const eventsPerComplaint = 10;
const writersAtOnce = 4;
const workers = 2;
/** Attempts in all are ten. */
const mostJumps = 12;

/**
 * Complaints are submitted and commented through the API while two workers deliver to a target that fails one call in five. The schedule
 * of the attempts is the product's; instead of waiting for days the time of the outbox is moved on when nothing is due.
 */
export async function runWebhooks(
  { pools, adminUrl }: { pools: Pools; adminUrl: string },
  { events, seed }: { events: number; seed: number },
): Promise<WebhookReport> {
  const complaints = Math.ceil(events / eventsPerComplaint);
  const target = await startTarget(randomOf(seed));
  const services: Services = {
    pools,
    config: {
      secretKey: 'k'.repeat(40),
      auditSigningKey: 'k'.repeat(43),
      publicUrl: 'http://localhost',
      mode: 'test',
      outboundAllow: [],
    },
    now: () => new Date(),
  };
  const apollo = await startApollo();
  try {
    const api = createCaller(services, apollo, 'bench');
    const organisation = await makeOrganisation(services, adminUrl);
    await makeEndpoint(api, organisation, target);
    const outside = guardedFetch(
      { openRanges: [], mayReachLoopback: true },
      { milliseconds: 400, answerBytes: 16_000, longAnswer: 'cut' },
    );
    const handlers = { [webhookJob]: webhookHandler({ ...services, fetchOutside: outside }) };
    const work = () => Promise.all(Array.from({ length: workers }, () => workOffLanes(pools, handlers)));
    const begun = performance.now();
    const before = process.cpuUsage();
    let isWriting = true;
    const writing = write(api, organisation, complaints).finally(() => (isWriting = false));
    while (isWriting) {
      await work();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await writing;
    const written = performance.now() - begun;
    let jumps = 0;
    await work();
    while (jumps < mostJumps && (await moveTimeOn(adminUrl, organisation.tenant.key))) {
      jumps += 1;
      await work();
    }
    const delivered = performance.now() - begun;
    const { user, system } = process.cpuUsage(before);
    const found = await judge(adminUrl, organisation.tenant.key, target);
    return {
      complaints,
      jumps,
      milliseconds: { written, delivered, processor: (user + system) / 1000 },
      calls: target.calls,
      ...found,
    };
  } finally {
    await apollo.stop();
    await target.stop();
  }
}

async function makeOrganisation(services: Services, adminUrl: string): Promise<CastOrganisation> {
  const tenant = await withAdmin(adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'hooks', name: 'Hooks' }),
  );
  const password = 'quiet-otter-mends-kettles';
  const passwordHash = await hashPassword(password);
  const by = { passwordHash, mailDomain: 'hooks.example', now: new Date() };
  return { tenant, viewers: await addCast(services.pools, tenant, by), password };
}

async function makeEndpoint(api: Caller, { viewers }: CastOrganisation, target: Target): Promise<void> {
  const eventKinds = ['COMPLAINT_SUBMITTED', 'COMMENT_ADDED'];
  const input = { url: target.url, description: 'The bench', eventKinds };
  target.secret = String(
    (await api.change(viewers.admin, 'createWebhookEndpoint', input, 'secret'))['secret'],
  );
}

/** Every complaint is submitted and then commented until it has its events; several at once, each in its own order. */
async function write(api: Caller, { viewers }: CastOrganisation, complaints: number): Promise<void> {
  const { consumer, support } = viewers;
  let begun = 0;
  const writer = async () => {
    while (begun < complaints) {
      begun += 1;
      const text = { subject: `Kettle ${begun}`, description: 'It leaks.' };
      const { complaint } = await api.change(consumer, 'submitComplaint', text, 'complaint { id }');
      for (let event = 1; event < eventsPerComplaint; event += 1) {
        const comment = { complaintId: complaint?.id, body: `Word ${event}.` };
        await api.change(event % 2 === 0 ? consumer : support, 'addComment', comment, 'comment { id }');
      }
    }
  };
  await Promise.all(Array.from({ length: writersAtOnce }, writer));
}

/** Makes everything due that waits for its next attempt; false when nothing does. */
async function moveTimeOn(adminUrl: string, tenantKey: string): Promise<boolean> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query(`set search_path = "${tenantKey}"`);
    await admin.query('update webhook_deliveries set next_attempt_at = null, leased_until = null');
    const { rowCount } = await admin.query(
      'update platform.outbox set run_at = clock_timestamp() where lane is not null',
    );
    return (rowCount ?? 0) > 0;
  });
}

async function judge(
  adminUrl: string,
  tenantKey: string,
  { taken }: Target,
): Promise<Pick<WebhookReport, 'events' | 'doubles' | 'missing' | 'disordered' | 'undelivered' | 'left'>> {
  const { happened, undelivered, left } = await withAdmin(adminUrl, async (admin) => {
    await admin.query(`set search_path = "${tenantKey}"`);
    const events = await admin.query<{ id: string; reference: string }>(
      `select 'msg_' || id as id, facts ->> 'reference' as reference from webhook_events
       where type in ('complaint.submitted', 'comment.added') order by number`,
    );
    const counts = await admin.query<{ undelivered: number; left: number }>(
      `select (select count(*) from webhook_deliveries where state <> 'delivered')::int as undelivered,
        (select count(*) from platform.outbox where lane is not null)::int as left`,
    );
    return { happened: events.rows, ...(counts.rows[0] as { undelivered: number; left: number }) };
  });
  const told = idsByReference(happened);
  // Whoever gets a message once more gets it before the next one: repetitions stand side by side.
  const came = idsByReference(taken, (ids, id) => ids.at(-1) === id);
  const seen = new Set(taken.map(({ id }) => id));
  const isInOrder = ([reference, ids]: [string, string[]]) => String(came.get(reference)) === String(ids);
  return {
    events: happened.length,
    doubles: taken.length - seen.size,
    missing: happened.filter(({ id }) => !seen.has(id)).length,
    disordered: [...told].filter((entry) => !isInOrder(entry)).length,
    undelivered,
    left,
  };
}

function idsByReference(
  messages: readonly { id: string; reference: string }[],
  isDropped: (ids: readonly string[], id: string) => boolean = () => false,
): Map<string, string[]> {
  const byReference = new Map<string, string[]>();
  for (const { id, reference } of messages) {
    const ids = byReference.get(reference) ?? [];
    byReference.set(reference, ids);
    if (!isDropped(ids, id)) ids.push(id);
  }
  return byReference;
}
