import 'reflect-metadata';
import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { webOperationNames } from './api/documents/web-operation-names.ts';
import { createHttpServer } from './api/http.ts';
import { allJobs } from './api/jobs.ts';
import { allTasks } from './api/tasks.ts';
import { startRevocations } from './auth/revocations.ts';
import { type Config, loadConfig, secretsOf } from './config.ts';
import { listenForNotices } from './db/notices.ts';
import { createPools, type Pools } from './db/pools.ts';
import type { SeedOptions } from './demo/seed-demo.ts';
import { startOutboxWorker } from './jobs/outbox-worker.ts';
import { startWorkers } from './jobs/worker.ts';
import { hearChanges } from './live/change-feed.ts';
import { startNoticeRelay } from './live/notice-relay.ts';
import { setUpLog, withoutSecrets } from './log.ts';
import { createMailTransport } from './mail/mail-transport.ts';
import { announce } from './process/announce.ts';
import { explainFailure, StartRefused, withDatabaseReasons } from './process/explain-failure.ts';
import { drain, listen } from './process/http-listener.ts';
import { createLifetime, type Lifetime } from './process/lifetime.ts';
import { loadDevWeb } from './process/load-dev-web.ts';
import { loadWeb } from './process/load-web.ts';
import { openDatabase } from './process/open-database.ts';
import { watchParent } from './process/watch-parent.ts';
import { explainOnDemand } from './telemetry/explain-on-demand.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';
import { isBehind } from './tenancy/migrate.ts';
import { runtimeLoginProblem } from './tenancy/runtime-login.ts';

const log = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${withoutSecrets(line)}\n`);

// The heap grows by half of what is alive before it is collected whole. V8 would let it grow to four times that: 410 MB instead of 290 under
// load, for no measurable gain.
setFlagsFromString('--heap-growing-percent=50');

// A terminal that is gone must not turn each line into a fault.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
const lifetime = createLifetime(complain);
endOnSignals(lifetime);
try {
  const config = loadConfig(process.env);
  setUpLog({ level: config.logLevel, secrets: secretsOf(config) });
  await start(config, lifetime);
} catch (error) {
  // A signal during the start pulls the ground from under it: what then fails is no news.
  if (!lifetime.isStopping()) complain(explainFailure(error));
  await lifetime.end(1);
}

/** Everything that is started is registered to be stopped in the opposite order: requests first, the database last. */
async function start(config: Config, lifetime: Lifetime): Promise<void> {
  const { databaseUrl, adminUrl, isEmbedded } = await openDatabase({ config, lifetime, log });
  const pools = createPools({
    databaseUrl,
    directUrl: config.databaseDirectUrl,
    pooler: config.databasePooler,
  });
  lifetime.onStop('The connections to the database', 5_000, () => pools.end());
  // Behind a pooler that gives a connection to each transaction, LISTEN needs an address past it.
  const listenUrl =
    config.databaseDirectUrl ?? (config.databasePooler === 'transaction' ? null : databaseUrl);
  const notices = listenUrl === null ? null : listenForNotices(listenUrl);
  if (notices) lifetime.onStop('Listening to other processes', 2_000, () => notices.stop());
  if (notices) hearChanges(pools, notices);
  const revocations = startRevocations(pools, { notices });
  lifetime.onStop('Following the revocations', 2_000, () => revocations.stop());
  if (config.mode === 'production') await checkProductionDatabase(pools, databaseUrl);
  else if (config.mode !== 'test' && adminUrl !== null) await fillDemo({ adminUrl, databaseUrl, config });

  const telemetry = await startTelemetry(pools, config.telemetry, webOperationNames);
  lifetime.onStop('The telemetry', 5_000, () => telemetry.stop());
  if (notices) explainOnDemand(pools, notices);
  if (config.telemetry.metrics && telemetry.metricsServer) {
    await serveMetrics(telemetry.metricsServer, config.telemetry.metrics, lifetime);
  }
  const web = config.mode === 'development' ? loadDevWeb(config) : await loadWeb(config);
  const server = await createHttpServer({ config, pools, web: web?.handler ?? null });
  await web?.attach(server);
  if (config.runWorkers) {
    const services = { config, pools, now: () => new Date() };
    const workers = await startWorkers({ config, databaseUrl, tasks: allTasks(services) });
    lifetime.onStop('The background jobs', 10_000, () => workers.stop());
    const transport = createMailTransport(config, log);
    const outbox = startOutboxWorker(pools, allJobs({ ...services, transport }));
    lifetime.onStop('The outbox', 10_000, () => outbox.stop());
  }
  const relay = startNoticeRelay(pools);
  lifetime.onStop('Telling other processes', 2_000, () => relay.stop());
  await listen(server, config);
  lifetime.onStop('The web server', 15_000, () => drain(server, 10_000));
  announce(config, { isEmbedded }, log);
}

async function serveMetrics(
  server: Server,
  place: { host: string; port: number },
  lifetime: Lifetime,
): Promise<void> {
  await listen(server, { ...place, variables: { host: 'METRICS_HOST', port: 'METRICS_PORT' } });
  lifetime.onStop('The metrics', 2_000, () => {
    server.close();
    server.closeAllConnections();
  });
}

async function checkProductionDatabase(pools: Pools, databaseUrl: string): Promise<void> {
  const behind = await withDatabaseReasons({ variable: 'DATABASE_URL', url: databaseUrl }, () =>
    isBehind(pools),
  );
  if (behind) {
    throw new StartRefused(
      'The database is behind this version of Redress; run "redress migrate" (npm run redress -- migrate), or start with MIGRATE_ON_START=true.',
    );
  }
  const problem = await runtimeLoginProblem(pools);
  if (problem) throw new StartRefused(problem);
  const { findDemoUser } = await import('./demo/find-demo-user.ts');
  const demoUser = await findDemoUser(pools);
  if (demoUser !== null) {
    throw new StartRefused(
      `This database has users of the demo whose passwords everybody knows (${demoUser}); ` +
        'use another database, or start it with REDRESS_MODE=demo and disable them first.',
    );
  }
}

/** The demo's stories are loaded by those modes alone that tell them. */
async function fillDemo(options: SeedOptions): Promise<void> {
  const { seedDemo } = await import('./demo/seed-demo.ts');
  await seedDemo(options);
}

/** npm and the terminal may both send the same signal: the second one changes nothing. */
function endOnSignals(lifetime: Lifetime): void {
  const end = (reason: string, exitCode: number): void => {
    if (!lifetime.isStopping()) log(`Stopping: ${reason}.`);
    void lifetime.end(exitCode);
  };
  process.on('SIGINT', () => end('interrupted', 0));
  process.on('SIGTERM', () => end('asked to', 0));
  process.on('SIGHUP', () => end('the terminal is gone', 0));
  watchParent(process.env, () => end('npm is gone', 0));
  process.on('uncaughtException', (error) => {
    complain(explainFailure(error));
    end('a fault', 1);
  });
}
