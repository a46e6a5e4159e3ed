import { setTimeout as sleep } from 'node:timers/promises';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { makeInstallation, type Installation } from '../support/installation.ts';
import { measurable, measure } from '../support/measure.ts';
import { cpuMillisecondsOf, residentMegabytesOf } from '../support/process-usage.ts';
import { listen, ways, type Listener, type Way } from './listeners.ts';

export interface LiveOptions {
  /** Streams that stand idle, half of them of each way. */
  idle: number;
  idleSeconds: number;
  /** Streams that hear the changes whose latency is measured. */
  listeners: number;
  changes: number;
  /** Streams that hear each of a few changes. */
  fanOut: number;
  onProgress?: (what: string) => void;
}

export interface LiveReport {
  /** For each stream of a way. */
  kilobytes: Record<Way, { heap: number; resident: number }>;
  /** Processor time of the server in each second, with nobody listening and with all that stand idle. */
  idle: {
    streams: number;
    nobodyMilliseconds: number;
    everybodyMilliseconds: number;
    /** Processor time for which the event loop was held at most while they stood. */
    longestHoldMilliseconds: number;
    ended: number;
  };
  latency: Heard;
  fanOut: Heard & { lastMilliseconds: number[] };
}

/** How listeners heard changes. Times are from when the writer sent the change, its own way to the database included. */
export interface Heard {
  changes: number;
  listeners: number;
  milliseconds: number[];
  /** What should have been heard and was not. */
  missing: number;
  /** The server's processor time for each change, and for each that one listener heard. */
  processorOfChange: number;
  processorOfEvent: number;
}

const streamsOfSession = 20;
const fanOutChanges = 10;
const pauseMilliseconds = 150;
const lateMilliseconds = 10_000;
const password = 'quiet-otter-mends-kettles';

/** Opens streams at the built product, lets them stand, and measures how soon they hear what is changed by somebody else. */
export async function runLive(options: LiveOptions): Promise<LiveReport> {
  const installation = await makeInstallation({
    nodeOptions: measurable,
    env: {
      RATE_LIMITS: 'address=0,session=0,token=0,account=0,tenant=0',
      // One address has a thousand connections, behind a proxy as many as there are.
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
      RUN_WORKERS: 'false',
    },
  });
  try {
    await installation.makeOrganisation('live', password);
    const clientOf = (username: string) =>
      graphqlClient(() => installation.url, { organisation: 'live', username, password });
    const tokens = await signIn(clientOf, Math.max(options.idle, options.listeners, options.fanOut));
    const writer = clientOf('consumer');
    await writer.token();
    options.onProgress?.(`${tokens.length} sessions`);
    const { kilobytes, idle } = await measureIdle(installation, tokens, options);
    options.onProgress?.('the idle ones were measured');
    const latency = await measureHearing(installation, tokens, writer, options.listeners, options.changes);
    options.onProgress?.('the latency was measured');
    const fanOut = await measureHearing(installation, tokens, writer, options.fanOut, fanOutChanges);
    return { kilobytes, idle, latency, fanOut };
  } finally {
    await installation.remove();
  }
}

/** As many sessions as the streams need: each has twenty at most. */
async function signIn(clientOf: (username: string) => GraphqlClient, streams: number): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < Math.ceil(streams / streamsOfSession))
    tokens.push(await clientOf(tokens.length % 2 === 0 ? 'manager' : 'support').token());
  return tokens;
}

async function open(url: string, tokens: readonly string[], way: Way, from: number, count: number) {
  const listeners: Listener[] = [];
  for (let at = 0; at < count; at += streamsOfSession) {
    const some = Array.from({ length: Math.min(streamsOfSession, count - at) }, (_, one) => {
      const token = tokens[Math.floor((from + at + one) / streamsOfSession)] as string;
      return listen(way, url, token);
    });
    listeners.push(...(await Promise.all(some)));
  }
  return listeners;
}

async function measureIdle(installation: Installation, tokens: readonly string[], options: LiveOptions) {
  const product = installation.product();
  const pid = product.child.pid as number;
  const perSecond = async () => {
    await sleep(1_000);
    const before = cpuMillisecondsOf(pid);
    await sleep(options.idleSeconds * 1000);
    return (cpuMillisecondsOf(pid) - before) / options.idleSeconds;
  };
  const inUse = async () => {
    const { heapUsedBytes } = await measure(product);
    return { heap: heapUsedBytes / 1024, resident: residentMegabytesOf(pid) * 1024 };
  };
  // The first streams pay for code that is compiled once.
  await stopAll(await open(installation.url, tokens, 'sse', 0, streamsOfSession));
  await stopAll(await open(installation.url, tokens, 'ws', 0, streamsOfSession));
  const nobodyMilliseconds = await perSecond();
  const half = Math.floor(options.idle / 2);
  const kilobytes = {} as LiveReport['kilobytes'];
  const listeners: Listener[] = [];
  for (const way of ways) {
    const before = await inUse();
    listeners.push(...(await open(installation.url, tokens, way, listeners.length, half)));
    await sleep(1_000);
    const after = await inUse();
    kilobytes[way] = {
      heap: (after.heap - before.heap) / half,
      resident: (after.resident - before.resident) / half,
    };
  }
  // From here on, and what collecting costs is over.
  await measure(product);
  const everybodyMilliseconds = await perSecond();
  const { longestHoldMilliseconds } = await measure(product);
  const ended = listeners.filter(({ isOver }) => isOver()).length;
  await stopAll(listeners);
  return {
    kilobytes,
    idle: {
      streams: listeners.length,
      nobodyMilliseconds,
      everybodyMilliseconds,
      longestHoldMilliseconds,
      ended,
    },
  };
}

async function measureHearing(
  installation: Installation,
  tokens: readonly string[],
  writer: GraphqlClient,
  count: number,
  changes: number,
): Promise<LiveReport['fanOut']> {
  const half = Math.ceil(count / 2);
  const listeners = await open(installation.url, tokens, 'sse', 0, half);
  listeners.push(...(await open(installation.url, tokens, 'ws', half, count - half)));
  const pid = installation.product().child.pid as number;
  const before = cpuMillisecondsOf(pid);
  const milliseconds: number[] = [];
  const lastMilliseconds: number[] = [];
  for (let made = 0; made < changes; made += 1) {
    const sentAt = performance.now();
    const id = await submit(writer, made);
    for (const deadline = sentAt + lateMilliseconds; performance.now() < deadline; await sleep(10))
      if (listeners.every(({ heardAt }) => heardAt.has(id))) break;
    const heard = listeners.flatMap(({ heardAt }) => {
      const at = heardAt.get(id);
      return at === undefined ? [] : [at - sentAt];
    });
    milliseconds.push(...heard);
    lastMilliseconds.push(Math.max(...heard));
    await sleep(pauseMilliseconds);
  }
  const processor = cpuMillisecondsOf(pid) - before;
  await stopAll(listeners);
  return {
    changes,
    listeners: count,
    milliseconds,
    lastMilliseconds,
    missing: changes * count - milliseconds.length,
    processorOfChange: processor / changes,
    processorOfEvent: processor / Math.max(1, milliseconds.length),
  };
}

async function submit(writer: GraphqlClient, made: number): Promise<string> {
  const query = `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { id } errors { code } } }`;
  const input = { subject: `Kettle ${made}`, description: 'It leaks.' };
  const { submitComplaint } = await writer.run(query, { input });
  return (submitComplaint as { complaint: { id: string } }).complaint.id;
}

/** Ends streams, and waits until the server has noticed. */
async function stopAll(listeners: readonly Listener[]): Promise<void> {
  for (const listener of listeners) listener.stop();
  await sleep(1_000);
}
