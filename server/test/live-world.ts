import { createClient, type Client } from 'graphql-sse';
import type { ExecutionResult } from 'graphql';
import type { Server } from 'node:http';
import { createHttpServer, type HttpServerOptions } from '../api/http.ts';
import { startRevocations } from '../auth/revocations.ts';
import { listenForNotices } from '../db/notices.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { hearChanges } from '../live/change-feed.ts';
import { startNoticeRelay } from '../live/notice-relay.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from './http-api.ts';

/** A process of the installation that follows the others, as main.ts starts one. */
export interface LiveProcess {
  url: string;
  pools: Pools;
  server: Server;
  stop(): Promise<void>;
}

/** What a stream gave so far, and how it ended. */
export interface HeardStream {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server said
  events: any[];
  /** `complete`: the server said so. `cut`: the connection broke off. */
  end: 'complete' | 'cut' | null;
  /** What a refusal said. */
  error: string | null;
  stop(): void;
}

export interface LiveWorld {
  /** The process that changes are made through. */
  api: HttpApi;
  /** Another one, that streams are opened at. */
  other: LiveProcess;
  /** Opens a stream by SSE, at the other process when not told. */
  open(token: string | null, query: string, variables?: Record<string, unknown>, url?: string): HeardStream;
  stop(): Promise<void>;
}

/** Two processes on one database. */
export async function startLiveWorld(): Promise<LiveWorld> {
  const api = await startHttpApi();
  const relay = startNoticeRelay(api.database.pools);
  const other = await startLiveProcess(api.database.databaseUrl);
  const streams: HeardStream[] = [];
  return {
    api,
    other,
    open(token, query, variables = {}, url = other.url) {
      const stream = openStream(url, token, query, variables);
      streams.push(stream);
      return stream;
    },
    async stop() {
      for (const stream of streams) stream.stop();
      await other.stop();
      await relay.stop();
      await api.stop();
    },
  };
}

/** Starts one; `streams` are limits that are other than the product's. */
export async function startLiveProcess(
  databaseUrl: string,
  streams: HttpServerOptions['streams'] = {},
): Promise<LiveProcess> {
  const pools = createPools({ databaseUrl });
  const notices = listenForNotices(databaseUrl);
  hearChanges(pools, notices);
  const follower = startRevocations(pools, { notices });
  const server = await createHttpServer({ config: testConfig(), pools, web: null, streams });
  const url = await listen(server);
  return {
    url,
    pools,
    server,
    async stop() {
      await close(server);
      await follower.stop();
      await notices.stop();
      await pools.end();
    },
  };
}

function openStream(
  url: string,
  authorization: string | null,
  query: string,
  variables: Record<string, unknown>,
): HeardStream {
  const client: Client = createClient({
    url: `${url}/graphql/stream`,
    retryAttempts: 0,
    headers: authorization === null ? {} : { authorization },
  });
  const heard: HeardStream = {
    events: [],
    end: null,
    error: null,
    stop() {
      unsubscribe();
      client.dispose();
    },
  };
  const unsubscribe = client.subscribe<Record<string, unknown>>(
    { query, variables },
    {
      next: (result: ExecutionResult) => void heard.events.push(result),
      error(error) {
        heard.end = 'cut';
        heard.error = String(error instanceof Error ? error.message : error);
      },
      complete: () => void (heard.end = 'complete'),
    },
  );
  return heard;
}
