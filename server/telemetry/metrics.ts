import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pools } from '../db/pools.ts';
import { databaseMetrics } from './database-metrics.ts';
import { createLabelBook, type LabelOptions } from './metric-labels.ts';
import type { Observer, OperationWork, Work } from './notes.ts';

/** The metrics of this process. */
export interface Metrics {
  registry: Registry;
  observer: Observer;
  /** Looks at what is only known by asking: before each time the metrics are read. Never throws. */
  refresh(): Promise<void>;
}

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const waitBuckets = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const jobBuckets = [0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

/** Makes every metric, each named with its unit; docs/operate.md says what they mean. */
export function createMetrics(pools: Pools, labels: LabelOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'redress_http_request_duration_seconds',
    help: 'HTTP requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const operations = new Histogram({
    name: 'redress_operation_duration_seconds',
    help: 'GraphQL operations by name and organisation, the wait for their turn included.',
    labelNames: ['operation', 'tenant'],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'redress_operation_errors_total',
    help: 'Operations whose answer has an error of that code.',
    labelNames: ['operation', 'tenant', 'code'],
    registers,
  });
  const refused = new Counter({
    name: 'redress_operation_refusals_total',
    help: 'Operations whose answer shows a typed error of that code.',
    labelNames: ['operation', 'tenant', 'code'],
    registers,
  });
  const running = new Gauge({
    name: 'redress_operations_running',
    help: 'Operations that are worked on.',
    registers,
  });
  const waiting = new Gauge({
    name: 'redress_operations_waiting',
    help: 'Operations that wait for their turn within the share of their organisation.',
    registers,
  });
  const turns = new Histogram({
    name: 'redress_operation_turn_wait_seconds',
    help: 'How long operations waited for their turn.',
    buckets: waitBuckets,
    registers,
  });
  const connections = new Histogram({
    name: 'redress_db_connection_wait_seconds',
    help: 'How long units of work waited for a connection.',
    buckets: waitBuckets,
    registers,
  });
  const jobs = new Histogram({
    name: 'redress_job_duration_seconds',
    help: 'Attempts at jobs, by task and by what became of them: done, failed, dead.',
    labelNames: ['task', 'outcome'],
    buckets: jobBuckets,
    registers,
  });
  const refusals = new Counter({
    name: 'redress_rate_limited_total',
    help: 'Requests and operations that were refused, by the limit that they exceeded.',
    labelNames: ['limit'],
    registers,
  });
  const streams = new Gauge({
    name: 'redress_live_streams',
    help: 'Streams of live updates that are open.',
    registers,
  });
  const book = createLabelBook(labels);
  const database = databaseMetrics(pools, registry);

  function endOperation(work: OperationWork): void {
    // Nothing was run: it counts as refused.
    if (work.turnAt === null) return;
    running.dec();
    const of = book.labelsOf(work);
    operations.observe(of, secondsOf(work));
    for (const code of work.codes) errors.inc({ ...of, code });
    for (const code of work.refusals) refused.inc({ ...of, code });
  }

  const observer: Observer = {
    began(work) {
      if (work.kind === 'operation') waiting.inc();
    },
    tookTurn({ turnAt, begunAt }) {
      waiting.dec();
      if (turnAt === null) return;
      running.inc();
      turns.observe((turnAt - begunAt) / 1000);
    },
    ended(work) {
      if (work.kind === 'operation') return endOperation(work);
      if (work.kind === 'job')
        return jobs.observe({ task: work.task, outcome: work.outcome }, secondsOf(work));
      const { method, route, status } = work;
      requests.observe({ method, route, status: String(status) }, secondsOf(work));
    },
    connected: (waitMilliseconds) => connections.observe(waitMilliseconds / 1000),
    refusedTraffic: (limit) => refusals.inc({ limit }),
    openStreams: (count) => streams.set(count),
  };

  /** Takes away what is told about organisations that are not there any more. */
  async function keepTenants(isThere: (slug: string) => boolean): Promise<void> {
    book.keepTenants(isThere);
    for (const metric of [operations, errors, refused]) {
      for (const { labels } of (await metric.get()).values) {
        const tenant = String(labels.tenant ?? '');
        if (tenant === '' || tenant === '(other)' || isThere(tenant)) continue;
        const { operation, code } = labels as { operation: string; code?: string };
        metric.remove(code === undefined ? { operation, tenant } : ({ operation, tenant, code } as object));
      }
    }
  }

  return { registry, observer, refresh: () => database.refresh(keepTenants) };
}

function secondsOf({ begunAt, endedAt }: Work): number {
  return (endedAt - begunAt) / 1000;
}
