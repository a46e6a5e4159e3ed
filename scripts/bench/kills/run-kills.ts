import { setTimeout as sleep } from 'node:timers/promises';
import { withAdmin } from '../../../server/db/admin.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { untilReady } from '../support/product.ts';
import { randomOf, type Random } from '../support/random.ts';
import { inspect, type Inspection } from './inspect.ts';
import { makeInstallation, readyLimitMilliseconds, type Installation } from '../support/installation.ts';
import { countAcknowledged, newLedger, type Ledger } from './ledger.ts';
import { writeUntil } from './writers.ts';

/** What is killed. A backend is one of the database's processes: the database then recovers by itself, under the running server. */
const victims = { server: 5, database: 4, both: 4, backend: 3, starting: 2 };
export type Victim = keyof typeof victims;

export interface KillsReport extends Inspection {
  kills: Record<Victim, number>;
  acknowledged: number;
  /** Starts that did not come up by themselves, and other things that nobody ordered. */
  failures: string[];
  /** From the start of the process until it answered, after kills. */
  startMilliseconds: number[];
  seconds: number;
}

interface KillsOptions {
  kills: number;
  seed: number;
  /** The kinds of the first kills; the rest is random. */
  first?: readonly Victim[];
  onProgress?: (kill: number, acknowledged: number) => void;
}

const password = 'quiet-otter-mends-kettles';
const writers = 6;
// So many writes are acknowledged between two kills at least: a kill of somebody who does nothing shows nothing.
const writesBetweenKills = 3;

/** Kills server and database at random moments under writers and starts them again, then compares what is there with what was promised. */
export async function runKills({ kills, seed, first = [], onProgress }: KillsOptions): Promise<KillsReport> {
  const begun = performance.now();
  const random = randomOf(seed);
  const ledger = newLedger();
  const report = {
    kills: { server: 0, database: 0, both: 0, backend: 0, starting: 0 },
    failures: [] as string[],
    startMilliseconds: [] as number[],
  };
  const installation = await makeInstallation();
  try {
    const { tenant } = await installation.makeOrganisation('writers', password);
    let isOver = false;
    const writing = Array.from({ length: writers }, (_, index) => {
      const account = { organisation: 'writers', username: index % 2 ? 'consumer' : 'consumer2', password };
      const client = graphqlClient(() => installation.url, account);
      const name = `writer ${index} wrote`;
      return writeUntil(() => isOver, { name, client, ledger, random: randomOf(seed + index + 1) });
    });
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        await untilWritten(ledger, countAcknowledged(ledger) + writesBetweenKills);
        await sleep(random.below(400));
        const victim = first[kill] ?? random.weighted(victims);
        report.kills[victim] += 1;
        await killAndRestart(installation, victim, random, report);
        onProgress?.(kill + 1, countAcknowledged(ledger));
      }
      await untilWritten(ledger, countAcknowledged(ledger) + writesBetweenKills);
    } finally {
      isOver = true;
      await Promise.all(writing);
    }
    const inspection = await withAdmin(await installation.adminUrl(), (admin) =>
      inspect(admin, tenant.key, ledger),
    );
    const trail = await installation.findTrailProblems(tenant);
    inspection.broken.push(...trail.map((problem) => `the audit trail: ${problem}`));
    const acknowledged = countAcknowledged(ledger);
    return { ...report, ...inspection, acknowledged, seconds: (performance.now() - begun) / 1000 };
  } finally {
    await installation.remove();
  }
}

async function untilWritten(ledger: Ledger, count: number): Promise<void> {
  for (const deadline = Date.now() + 60_000; countAcknowledged(ledger) < count; await sleep(10)) {
    if (Date.now() > deadline)
      throw new Error('Nothing was written for a minute, though the server is ready');
  }
}

async function killAndRestart(
  installation: Installation,
  victim: Victim,
  random: Random,
  report: { failures: string[]; startMilliseconds: number[] },
): Promise<void> {
  const product = installation.product();
  if (victim === 'backend') return killBackend(installation, random, report.failures);
  const database = installation.findDatabase();
  if (victim !== 'server' && victim !== 'starting' && database !== null) process.kill(database, 'SIGKILL');
  if (victim !== 'database') product.child.kill('SIGKILL');
  // Without its database the server ends by itself.
  const code = await Promise.race([product.ended, sleep(60_000, 'late' as const, { ref: false })]);
  if (code === 'late') {
    report.failures.push('the server did not end when its database was gone');
    product.child.kill('SIGKILL');
    await product.ended;
  } else if (victim === 'database' && code !== 1) report.failures.push(`the server ended with ${code}`);
  if (victim === 'starting') {
    const attempt = installation.start();
    await sleep(random.below(2_500));
    attempt.child.kill('SIGKILL');
    await attempt.ended;
  }
  const begun = performance.now();
  await untilReady(installation.start(), readyLimitMilliseconds);
  report.startMilliseconds.push(performance.now() - begun);
}

/** The database restarts all its processes; the server stays and finds its connections again. */
async function killBackend(installation: Installation, random: Random, failures: string[]): Promise<void> {
  const backends = installation.listBackends();
  if (backends.length === 0) return void failures.push('no process of the database was found to kill');
  process.kill(random.pick(backends), 'SIGKILL');
  await sleep(100);
  await untilReady(installation.product(), readyLimitMilliseconds).catch((error: unknown) => {
    failures.push(`after one process of the database was killed: ${String(error)}`);
  });
  if (installation.product().hasEnded()) await untilReady(installation.start(), readyLimitMilliseconds);
}
