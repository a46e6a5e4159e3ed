import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

/** What a process that makes load is told to do. */
export interface LoadOrder {
  port: number;
  /** Whole HTTP requests; sent in turn. */
  requests: readonly string[];
  connections: number;
  milliseconds: number;
}

export interface LoadReport {
  count: number;
  failed: number;
  /** Of each answer, in milliseconds. */
  latencies: number[];
  /** Milliseconds. */
  took: number;
}

/** A process of the bench that answers each order with a report. */
export interface Worker<Order, Report> {
  child: ChildProcess;
  run(order: Order): Promise<Report>;
  stop(): void;
}

/** Starts a process from a file beside this one. */
export function startWorker<Order extends object, Report>(
  file: string,
  env: Record<string, string> = {},
): Worker<Order, Report> {
  const child = fork(join(import.meta.dirname, `${file}${extname(import.meta.filename)}`), {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [],
    serialization: 'advanced',
  });
  return {
    child,
    async run(order) {
      const over = new AbortController();
      const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
        throw new Error(`The process ${file} ended with ${String(code)}`);
      });
      ended.catch(() => undefined);
      const answered = once(child, 'message', { signal: over.signal });
      child.send(order);
      try {
        const [report] = (await Promise.race([answered, ended])) as [Report];
        return report;
      } finally {
        over.abort();
      }
    },
    stop: () => void child.kill('SIGTERM'),
  };
}

/** An operation as a whole HTTP/1.1 request. */
export function httpRequest(path: string, body: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
