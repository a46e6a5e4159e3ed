import { toGlobalId } from '../../../server/graphql/global-id.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';
import { formatTable } from '../support/table.ts';
import {
  benchServices,
  captureCreate,
  captureReads,
  operation,
  registerDocuments,
  tokenOf,
  trusted,
} from './ask-product.ts';
import type { BareOrder, NamedStatement } from './bare-client.ts';
import { httpContestant, middle, takeTurns, type Contestant, type Turn } from './contestants.ts';
import { httpRequest, startWorker, type LoadOrder, type LoadReport } from './load.ts';
import { createDocument, createInput, detailDocument, listDocument } from './operations.ts';
import { measureProvisioning, type Provisioning } from './measure-provisioning.ts';
import { pgbenchContestant, pgbenchProgram, toScript } from './pgbench.ts';
import { plantWorld, type PlantedTenant, type WorldSize } from './plant-world.ts';
import { residentMegabytesOf } from '../support/process-usage.ts';
import { findFreePort } from '../support/product.ts';
import { startProductServer } from './product-server.ts';
import { plainQueries, postgraphileQueries, rawQueries, type PeerQueries } from './peer-queries.ts';
import { installPeers, peerFile, rawHttpFile, startPeer, type Peer } from './peers.ts';
import { asksPeer, asksRedress, expectRulesApart, expectSameAnswers } from './same-answers.ts';

export interface ApiBenchOptions {
  world: WorldSize;
  rounds: number;
  milliseconds: number;
  connections: number;
  /** A folder for the server's CPU profile; empty for none. */
  profile: string;
  peers: boolean;
  /** The one kind of work that is measured; empty for all of them. */
  only: string;
}

/** The product, asked by the hash of a registered document. */
export const trustedName = 'redress, by hash';

/** What was measured: turns by contestant, by kind of work. */
export interface ApiReport {
  list: Map<string, Turn[]>;
  detail: Map<string, Turn[]>;
  tenants: Map<string, Turn[]>;
  create: Map<string, Turn[]>;
  provisioning: Provisioning;
  residentMegabytes: number;
}

/** Plants the data, compares the answers of all contestants, and lets them take turns. */
export async function runApi(
  database: ScratchDatabase,
  options: ApiBenchOptions,
  print: (line: string) => void,
): Promise<ApiReport> {
  const begun = performance.now();
  const world = await plantWorld(database, options.world);
  print(`planted ${world.length} organisations in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  const product = await startProductServer(database.databaseUrl, { profile: options.profile });
  const entry = 'scripts/bench/api/api-server.js';
  const unguardedPort = await findFreePort();
  const guarded = await startProductServer(database.databaseUrl, {
    entry,
    env: { UNGUARDED_PORT: String(unguardedPort) },
  });
  const unguarded = { pid: guarded.pid, port: unguardedPort };
  const load = startWorker<LoadOrder, LoadReport>('load-process');
  const bare = startWorker<BareOrder, LoadReport>('bare-client-process');
  const started: Peer[] = [];
  try {
    const [first] = world as [PlantedTenant];
    const services = benchServices(database);
    const reads = await captureReads(services, first);
    const token = () => tokenOf(services, first.viewers.manager);
    const firstId = toGlobalId('Complaint', first.detailIds[0] as string);
    const peers = await startPeers(database, first, reads, options.peers);
    started.push(...peers.map(([peer]) => peer));
    await expectSameAnswers([
      asksRedress('redress', product.port, token(), firstId),
      asksRedress('the API alone', guarded.port, token(), firstId),
      asksRedress('the API without rules', unguarded.port, token(), firstId),
      ...peers.map(([peer, queries]) => asksPeer(peer, queries, first.detailIds[0] as string)),
    ]);
    await expectRulesApart(guarded.port, unguarded.port, tokenOf(services, first.viewers.consumer));
    const { connections } = options;

    const redress = (
      name: string,
      { pid, port }: { pid: number; port: number },
      requests: readonly string[],
    ) => httpContestant(load, { name, pid, port, requests, connections });
    const bareClient = (name: string, units: NamedStatement[][]): Contestant => ({
      name,
      pid: bare.child.pid as number,
      run: (milliseconds) =>
        bare.run({ databaseUrl: database.databaseUrl, units, connections, milliseconds }),
    });
    const isAsked = (kind: keyof ApiReport) => options.only === '' || options.only === kind;
    const turnsOf = async (
      kind: keyof ApiReport,
      what: string,
      contestants: readonly (Contestant | null)[],
    ) => {
      if (!isAsked(kind)) return new Map<string, Turn[]>();
      const turns = await takeTurns(
        contestants.filter((contestant) => contestant !== null),
        options,
      );
      printTurns(what, turns, print);
      return turns;
    };
    const hashes = await registerDocuments(services, first, [listDocument, detailDocument]);
    const detailVariables = first.detailIds.map((id) => ({ id: toGlobalId('Complaint', id) }));
    const readers = (
      of: 'list' | 'detail',
      document: string,
      variables: readonly Record<string, unknown>[],
    ) => {
      const asked = variables.map((values) => operation(token(), document, values));
      return [
        bareClient('bare client', reads[of]),
        pgbenchProgram
          ? pgbenchContestant(database.adminUrl, {
              name: 'pgbench',
              tenantKey: first.tenant.key,
              connections,
              ...toScript(reads[of][0] as NamedStatement[]),
            })
          : null,
        redress('redress', product, asked),
        redress(
          trustedName,
          product,
          variables.map((values) => trusted(token(), hashes.get(document) as string, values)),
        ),
        redress('the API alone', guarded, asked),
        redress('the API without rules', unguarded, asked),
        ...peers.map(([{ name, port, pid }, queries]) => {
          const bodies = of === 'list' ? [queries.list] : first.detailIds.map((id) => queries.detail(id));
          const requests = bodies.map((body) => httpRequest('/graphql', JSON.stringify(body)));
          return httpContestant(load, { name, pid, port, requests, connections });
        }),
      ];
    };

    const list = await turnsOf('list', 'list of 20', readers('list', listDocument, [{}]));
    const detail = await turnsOf(
      'detail',
      'detail with 20 entries',
      readers('detail', detailDocument, detailVariables),
    );
    const pages = world.map(({ viewers }) => operation(tokenOf(services, viewers.manager), listDocument));
    const tenants = await turnsOf('tenants', 'list of 20, whose', [
      redress('one organisation', product, [pages.at(-1) as string]),
      redress(`${world.length} organisations`, product, shuffled(pages)),
    ]);
    const create = await turnsOf('create', 'a complaint is submitted', [
      pgbenchProgram
        ? pgbenchContestant(database.adminUrl, {
            name: 'pgbench',
            tenantKey: first.tenant.key,
            connections,
            ...(await captureCreate(services, first)),
          })
        : null,
      redress('redress', product, [
        operation(tokenOf(services, first.viewers.consumer), createDocument, { input: createInput }),
      ]),
    ]);
    const residentMegabytes = residentMegabytesOf(product.pid);
    print(`the server takes ${Math.round(residentMegabytes)} MB`);
    const nothing = { cold: Number.NaN, fromStock: Number.NaN };
    const provisioning = isAsked('provisioning') ? await measureProvisioning(database.adminUrl) : nothing;
    if (isAsked('provisioning'))
      print(
        `an organisation is made in ${provisioning.cold.toFixed(0)} ms, from stock in ${provisioning.fromStock.toFixed(1)} ms (p50)`,
      );
    return { list, detail, tenants, create, provisioning, residentMegabytes };
  } finally {
    load.stop();
    bare.stop();
    for (const peer of started) peer.stop();
    await product.stop();
    await guarded.stop();
  }
}

/** The server without GraphQL and, where asked for, the peers, each on the first organisation. */
async function startPeers(
  { adminUrl, databaseUrl }: ScratchDatabase,
  { tenant }: PlantedTenant,
  reads: Parameters<typeof rawQueries>[0],
  isInstalling: boolean,
): Promise<(readonly [Peer, PeerQueries])[]> {
  const raw = await startPeer('node and pg over HTTP', rawHttpFile, { DATABASE_URL: databaseUrl });
  if (!isInstalling) return [[raw, rawQueries(reads)]];
  installPeers();
  const asOwner = { DATABASE_URL: adminUrl, TENANT_KEY: tenant.key };
  const asLogin = { DATABASE_URL: databaseUrl, TENANT_KEY: tenant.key };
  return [
    [raw, rawQueries(reads)],
    [await startPeer('mercurius with jit', peerFile('mercurius.mjs'), asOwner), plainQueries],
    [await startPeer('postgraphile 5', peerFile('postgraphile.mjs'), asOwner), postgraphileQueries],
    [await startPeer('textbook stack', peerFile('textbook.cjs'), asLogin), plainQueries],
  ];
}

/** In an order that has nothing to do with where they are, the same each time. */
function shuffled(requests: readonly string[]): string[] {
  return requests.map((_, index) => requests[(index * 79) % requests.length] as string);
}

function printTurns(what: string, turns: ReadonlyMap<string, Turn[]>, print: (line: string) => void): void {
  const rows = [...turns].map(([name, of]) => [
    name,
    Math.round(middle(of, (turn) => turn.perSecond)),
    middle(of, (turn) => turn.cpuMilliseconds).toFixed(3),
    middle(of, (turn) => turn.p50).toFixed(2),
    middle(of, (turn) => turn.p99).toFixed(2),
  ]);
  print('');
  for (const line of formatTable([what, 'per second', 'cpu ms', 'p50 ms', 'p99 ms'], rows)) print(line);
}
