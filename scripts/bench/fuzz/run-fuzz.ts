import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { makeInstallation, type Installation } from '../support/installation.ts';
import { measurable, measure } from '../support/measure.ts';
import { root, type Product } from '../support/product.ts';
import { randomOf } from '../support/random.ts';
import { isOverload, judge } from './judge.ts';
import { makePageRequest, type PageGrammar } from './page-requests.ts';
import { makeRequest, type FuzzRequest } from './requests.ts';
import { send, type FuzzAnswer } from './send.ts';
import { readWebApp } from './web-app.ts';
import { makeWorld, senders, type Sender } from './world.ts';

export interface FuzzOptions {
  inputs: number;
  seed: number;
  /** Only this input is sent, and everything about it told. */
  only?: number;
  onProgress?: (done: number, findings: number) => void;
}

export interface FuzzReport {
  inputs: number;
  seconds: number;
  /** How many answers had which status; `none` when the connection ended without one. */
  statuses: Record<string, number>;
  /** How many operations of each sender were answered with HTTP 200. */
  answered: Partial<Record<Sender, number>>;
  findings: Finding[];
  /** Heap in use once what is unused is gone, after the first inputs and at the end. */
  heapBefore: number;
  heapAfter: number;
  /** Processor time that the event loop was held at most, in milliseconds. */
  longestHoldMilliseconds: number;
  isForeignUntouched: boolean;
  /** Requests that were refused with a 503 because the machine had too much to do. */
  overloaded: number;
  /** What `only` asked for. */
  shown: { request: FuzzRequest; answer: FuzzAnswer } | null;
}

export interface Finding {
  index: number;
  sender: Sender;
  problems: string[];
  request: string;
  answer: string;
}

const concurrency = 6;
/** One request in so many is for a page of the web app. */
const pagesOneIn = 8;
// Sessions end by what inputs do, and access tokens live five minutes.
const renewEvery = 2_000;

/** Sends made-up requests to a real server as everybody of one organisation, its partners' software included, and as a visitor, and judges each answer. */
export async function runFuzz({ inputs, seed, only, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const begun = performance.now();
  const installation = await startTarget();
  try {
    const world = await makeWorld(installation);
    const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));
    const { url: origin } = installation;
    const grammar: PageGrammar = { schema, ids: world.ids, words: world.words, web: readWebApp(), origin };
    const foreignBefore = await world.foreignDigest();
    const product = installation.product();
    const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
    const report: FuzzReport = {
      inputs: 0,
      seconds: 0,
      statuses: {},
      answered: {},
      findings: [],
      heapBefore: 0,
      heapAfter: 0,
      longestHoldMilliseconds: 0,
      isForeignUntouched: false,
      overloaded: 0,
      shown: null,
    };

    async function sendOne(index: number): Promise<void> {
      const random = randomOf(seed * 1_000_003 + index);
      const sender = random.pick(senders);
      const make = random.oneIn(pagesOneIn) ? makePageRequest : makeRequest;
      const request = make(random, grammar, world.tokens()[sender]);
      // A trusted proxy of ours: guesses at passwords count for addresses that are made up, and the log names the input.
      request.headers.unshift(
        ['x-request-id', `fuzz-input-${index}`],
        ['x-forwarded-for', `198.51.100.${index % 250}`],
      );
      const answer = await send(agent, installation.url, request);
      report.inputs += 1;
      const status = String(answer.status ?? (answer.isUnsendable ? 'unsendable' : 'none'));
      report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      if (answer.status === 200 && request.path === '/graphql')
        report.answered[sender] = (report.answered[sender] ?? 0) + 1;
      if (isOverload(answer)) report.overloaded += 1;
      const problems = judge(request, answer, world);
      if (problems.length > 0) report.findings.push(findingOf(index, sender, problems, request, answer));
      if (only !== undefined) report.shown = { request, answer };
    }

    const indexes = only === undefined ? countTo(inputs) : [only];
    const warmUp = Math.min(3_000, Math.floor(indexes.length / 5));
    for (let from = 0; from < indexes.length && !product.hasEnded();) {
      const to = Math.min(indexes.length, from + (from < warmUp ? warmUp : renewEvery));
      await inParallel(indexes.slice(from, to), sendOne, () => product.hasEnded());
      if (from < warmUp) report.heapBefore = (await measure(product)).heapUsedBytes;
      from = to;
      if (product.hasEnded()) break;
      onProgress?.(to, report.findings.length);
      await world.renew().catch(async (error: unknown) => {
        // The server that is ending takes its database along: then that is the finding.
        for (let wait = 0; wait < 100 && !product.hasEnded(); wait += 1) await sleep(100);
        if (!product.hasEnded()) throw error;
      });
    }
    agent.destroy();
    if (product.hasEnded()) report.findings.push(crash(product, report.inputs));
    else {
      const measured = await measure(product);
      report.heapAfter = measured.heapUsedBytes;
      report.longestHoldMilliseconds = measured.longestHoldMilliseconds;
    }
    report.findings.push(...faultsInLog(product));
    report.isForeignUntouched = (await world.foreignDigest()) === foreignBefore;
    report.seconds = (performance.now() - begun) / 1000;
    return report;
  } finally {
    await installation.remove();
  }
}

/** The built product without its limits on traffic, which would answer instead of it. */
function startTarget(): Promise<Installation> {
  return makeInstallation({
    env: {
      RATE_LIMITS: 'address=0,session=0,token=0,account=0,tenant=0',
      TENANT_SHARE: '0',
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
      RUN_WORKERS: 'false',
    },
    nodeOptions: measurable,
  });
}

function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

async function inParallel(
  indexes: readonly number[],
  work: (index: number) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  let at = 0;
  const next = async () => {
    while (at < indexes.length && !isOver()) await work(indexes[at++] as number);
  };
  await Promise.all(Array.from({ length: concurrency }, next));
}

function findingOf(
  index: number,
  sender: Sender,
  problems: string[],
  { method, path, headers, body, cutAfter }: FuzzRequest,
  answer: FuzzAnswer,
): Finding {
  const shown = headers.map(([name, value]) => [name, value.replaceAll(/eyJ[\w.-]{100,}/g, '(token)')]);
  const cut = cutAfter === null ? '' : ` (cut after ${cutAfter} bytes)`;
  return {
    index,
    sender,
    problems,
    request: `${method} ${path} ${JSON.stringify(shown)} ${String(body ?? '').slice(0, 1_500)}${cut}`,
    answer: `${answer.status} ${answer.text.slice(0, 1_000)}`,
  };
}

function crash(product: Product, after: number): Finding {
  return {
    index: after,
    sender: 'visitor',
    problems: [`the server ended after about ${after} inputs`],
    request: '',
    answer: product.stderr().slice(-2_000),
  };
}

/** Faults that the server wrote down, whatever it answered. */
function faultsInLog(product: Product): Finding[] {
  return (
    product
      .stderr()
      .split('\n')
      // Warnings are of guesses and limits; what is no line of the log at all comes from Node.
      .filter((line) => line !== '' && !line.startsWith('{"level":"warn"'))
      .map((line) => ({
        index: Number(/fuzz-input-(\d+)/.exec(line)?.[1] ?? -1),
        sender: 'visitor' as const,
        problems: ['the server wrote it down as a fault'],
        request: '',
        answer: line.slice(0, 2_000),
      }))
  );
}
