import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/bench.ts';
import { withDemo } from './support/demo.ts';
import { graphqlClient } from './support/graphql-client.ts';
import { quantile } from './support/quantile.ts';
import { formatCount, formatTable } from './support/table.ts';

const neighbour = { organisation: 'techstart', username: 'ts_admin', password: 'admin123' };
const flooder = { organisation: 'acme', username: 'manager1', password: 'manager123' };

/** A page of work, as the neighbour opens it. */
const list = `{ complaints(first: 20) { totalCount nodes { reference subject status priority receivedAt consumer { name }
  assignee { displayName } category { name } commentCount } } }`;
const counts =
  'total open inProgress waiting resolved closed overdue dueSoon unassigned reopened medianDaysToClose byDay { day received closed }';
/** Counts over everything, four times in one operation. */
const reports = `{ a: complaintStatistics { ${counts} } b: complaintStatistics { ${counts} }
  c: complaintStatistics { ${counts} } workload { user { displayName } open overdue dueSoon resolvedLast30Days } }`;
/** As many rows as an operation may ask for: making the answer holds the event loop. */
const lists = `{ complaints(first: 100) { nodes { reference timeline(first: 50) { nodes { summary } } comments(first: 50) { nodes { body } } } } }`;

/** One organisation floods the server, another one works. */
export const bench: Bench = {
  summary:
    'one organisation floods with heavy reports on 500 sockets: the 99th percentile of another at most doubles, the flooder gets 429 with Retry-After',
  options: {
    requests: {
      summary: 'how many requests of the neighbour are timed, before and during the flood',
      default: 600,
    },
    sockets: { summary: 'sockets of the flooder', default: 500 },
    share: { summary: 'TENANT_SHARE of the server', default: 5 },
    lists: { summary: 'the flooder asks for the longest lists instead of reports', default: false },
  },
  run: (options, print) =>
    withDemo({ TENANT_SHARE: String(options.number('share')) }, async (url) => {
      const count = options.number('requests');
      const workToken = await graphqlClient(() => url, neighbour).token();
      const floodToken = await graphqlClient(() => url, flooder).token();
      const work = new Agent({ keepAlive: true, maxSockets: 1 });
      const time = async () => {
        const times: number[] = [];
        const statuses = new Map<number, number>();
        for (let done = 0; done < count; done += 1) {
          const begun = performance.now();
          const { status } = await send(url, work, workToken, list);
          times.push(performance.now() - begun);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
        return { times, statuses };
      };

      await time();
      const quiet = await time();
      const flood = startFlood(
        url,
        floodToken,
        options.number('sockets'),
        options.flag('lists') ? lists : reports,
      );
      await sleep(3_000);
      const flooded = await time();
      const answers = await flood.stop();
      const after = await time();
      work.destroy();

      const rowOf = (what: string, { times }: { times: number[] }) => [
        what,
        ...[0.5, 0.9, 0.99].map((share) => `${quantile(times, share).toFixed(1)} ms`),
      ];
      for (const line of formatTable(
        ['the neighbour', 'p50', 'p90', 'p99'],
        [rowOf('before the flood', quiet), rowOf('during it', flooded), rowOf('after it', after)],
      ))
        print(line);
      for (const line of formatTable(
        ["the flooder's answers", 'times'],
        [...answers.statuses].map(([status, times]) => [status, formatCount(times)]),
      ))
        print(line);
      const ratio =
        quantile(flooded.times, 0.99) / Math.max(quantile(quiet.times, 0.99), quantile(after.times, 0.99));
      print(`p99 during the flood: ${ratio.toFixed(2)} of that without`);
      const failed = [...flooded.statuses].filter(([status]) => status !== 200);
      return [
        ...(ratio > 2 ? [`the neighbour's p99 was ${ratio.toFixed(2)} times as long`] : []),
        ...(failed.length > 0 ? [`the neighbour was refused: ${JSON.stringify(failed)}`] : []),
        ...(answers.statuses.get(429) ? [] : ['the flooder was never refused']),
        ...(answers.refusedWithoutWord > 0
          ? [`${answers.refusedWithoutWord} refusals had no Retry-After`]
          : []),
      ];
    }),
};

/** Sends on every socket one request after the other until stopped. */
function startFlood(url: string, token: string, sockets: number, query: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const statuses = new Map<number, number>();
  let refusedWithoutWord = 0;
  let isOver = false;
  const senders = Array.from({ length: sockets }, async () => {
    while (!isOver) {
      const { status, retryAfter } = await send(url, agent, token, query).catch(() => ({
        status: 0,
        retryAfter: '',
      }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 429 && !retryAfter) refusedWithoutWord += 1;
    }
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(senders);
      agent.destroy();
      return { statuses, refusedWithoutWord };
    },
  };
}

function send(
  url: string,
  agent: Agent,
  token: string,
  query: string,
): Promise<{ status: number; retryAfter: string | undefined }> {
  const body = JSON.stringify({ query });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
