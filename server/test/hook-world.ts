import { allJobs } from '../api/jobs.ts';
import { withAdmin } from '../db/admin.ts';
import { listQueue } from '../jobs/dead-letters.ts';
import { workOffLanes } from '../jobs/work-off-lanes.ts';
import { eventKinds } from '../shared/event-kinds.ts';
import { tidyWebhooks } from '../webhooks/tidy-webhooks.ts';
import type { TestApi } from './api.ts';
import type { TestOrganisation } from './organisation.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

interface DeliveryRow {
  id: string;
  messageId: string;
  body: string;
  cause: string;
  state: string;
  nextAttemptAt: string | null;
  complaint: { id: string } | null;
  attempts: { responseStatus: number | null; error: string | null; responseExcerpt: string | null }[];
}

/** An organisation whose webhooks go to a receiver of the test's, and the hands that move its time. */
export interface HookWorld {
  receiver: WebhookReceiver;
  allKinds: string[];
  /** Makes an endpoint at the receiver. */
  endpoint(settings: {
    eventKinds: string[];
    path?: string;
  }): Promise<{ id: string; version: number; secret: string }>;
  endpointState(id: string): Promise<Record<string, unknown>>;
  /** The log, newest first, as it was queued. */
  deliveries(complaintId?: string): Promise<DeliveryRow[]>;
  complaint(id: string): Promise<{ reference: string }>;
  /** Makes the deliveries that are due; gives how many entries were taken. */
  work(): Promise<number>;
  /** Lets everything that waits be due. */
  makeDue(): Promise<void>;
  /** Lets time go by for deliveries and their entries. */
  passSeconds(seconds: number): Promise<void>;
  /** Until the next attempt; 0 when there is none. */
  secondsUntilNext(): Promise<number>;
  outbox(): Promise<unknown[]>;
  emptyOutbox(): Promise<void>;
  tidy(): Promise<void>;
  count(table: string): Promise<number>;
  /** As the owner, in the organisation's schema. */
  asOwner<Row extends object>(sql: string): Promise<Row[]>;
  /** Without endpoints, log and anything in the outbox. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the world of one organisation. */
export async function openHookWorld(api: TestApi, organisation: TestOrganisation): Promise<HookWorld> {
  const receiver = await startWebhookReceiver();
  const { admin } = organisation.viewers;
  const { key } = organisation.tenant;
  const handlers = allJobs({ ...api.services, transport: null });
  const asOwner = <Row extends object>(sql: string) =>
    withAdmin(api.database.adminUrl, async (client) => {
      await client.query(`set search_path = "${key}"`);
      return (await client.query<Row>(sql)).rows;
    });
  const lanes = `kind = 'webhook' and state = 'waiting'`;
  const passSeconds = async (seconds: number) => {
    await asOwner(
      `update platform.outbox set run_at = run_at - make_interval(secs => ${seconds}) where ${lanes}`,
    );
    await asOwner(`update webhook_deliveries set next_attempt_at = next_attempt_at - make_interval(secs => ${seconds}),
      leased_until = leased_until - make_interval(secs => ${seconds})`);
  };
  const count = async (table: string) =>
    (await asOwner<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;
  const emptyOutbox = async () => void (await asOwner('delete from platform.outbox'));
  return {
    receiver,
    allKinds: eventKinds.map((kind) => kind.toUpperCase().replace('.', '_')),
    async endpoint({ eventKinds: kinds, path = '/in' }) {
      const input = { url: new URL(path, receiver.url).href, description: 'A copy', eventKinds: kinds };
      const made = await api.change(
        admin,
        'createWebhookEndpoint',
        input,
        'webhookEndpoint { id version } secret',
      );
      const { id, version } = made['webhookEndpoint'] as { id: string; version: number };
      return { id, version, secret: made['secret'] as string };
    },
    async endpointState(id) {
      const { node } = await api.get<{ node: Record<string, unknown> }>(
        admin,
        'query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { isEnabled disabledReason failingSince waitingCount } } }',
        { id },
      );
      return node;
    },
    async deliveries(complaintId) {
      const { webhookDeliveries } = await api.get<{ webhookDeliveries: { nodes: DeliveryRow[] } }>(
        admin,
        `query ($filter: WebhookDeliveryFilter) { webhookDeliveries(first: 100, filter: $filter) { nodes { id messageId body cause state nextAttemptAt
          complaint { id } attempts { responseStatus error responseExcerpt } } } }`,
        { filter: { complaintId } },
      );
      // Several of one moment have no order of their own in the log: that of their making decides.
      const numbers = await asOwner<{ id: string; number: number }>(
        'select id, number from webhook_deliveries',
      );
      const numberOf = (row: DeliveryRow) =>
        numbers.find(({ id }) => Buffer.from(row.id, 'base64url').toString().endsWith(id))!.number;
      return webhookDeliveries.nodes.sort((a, b) => numberOf(b) - numberOf(a));
    },
    async complaint(id) {
      const { complaint } = await api.get<{ complaint: { reference: string } }>(
        admin,
        'query ($id: ID!) { complaint(id: $id) { reference } }',
        { id },
      );
      return complaint;
    },
    work: () => workOffLanes(api.services.pools, handlers),
    makeDue: () => passSeconds(100 * 3600),
    passSeconds,
    async secondsUntilNext() {
      const [row] = await asOwner<{ seconds: number | null }>(
        `select extract(epoch from min(run_at) - clock_timestamp())::float8 as seconds from platform.outbox where ${lanes}`,
      );
      return row?.seconds ?? 0;
    },
    outbox: () => withAdmin(api.database.adminUrl, (client) => listQueue(client, { all: true })),
    emptyOutbox,
    tidy: () => tidyWebhooks(api.services.pools, key, api.clock.now),
    count,
    asOwner,
    async reset() {
      api.clock.now = new Date();
      receiver.reset();
      await emptyOutbox();
      await asOwner('delete from webhook_endpoints');
      await asOwner('delete from webhook_events');
    },
    stop: () => receiver.stop(),
  };
}
