// A process of its own: sends requests that are written out already over plain sockets, one after the other on each, and times the answers.
import { connect } from 'node:net';
import type { LoadOrder, LoadReport } from './load.ts';

process.on('message', (order: LoadOrder) => {
  void runLoad(order).then((report) => process.send?.(report));
});

async function runLoad({ port, requests, connections, milliseconds }: LoadOrder): Promise<LoadReport> {
  const begun = performance.now();
  const until = begun + milliseconds;
  const latencies: number[] = [];
  let next = 0;
  let failed = 0;
  const buffers = requests.map((request) => Buffer.from(request));

  const work = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let received = '';
      const send = () => {
        if (performance.now() >= until) return void socket.end(resolve);
        sentAt = performance.now();
        next = (next + 1) % buffers.length;
        socket.write(buffers[next] as Buffer);
      };
      socket.setEncoding('latin1');
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        received += String(chunk);
        if (!isWhole(received)) return;
        latencies.push(performance.now() - sentAt);
        if (!received.startsWith('HTTP/1.1 200') || received.includes('"errors":[{')) failed += 1;
        received = '';
        send();
      });
      socket.on('error', reject);
    });
  await Promise.all(Array.from({ length: connections }, work));
  return { count: latencies.length, failed, latencies, took: performance.now() - begun };
}

function isWhole(received: string): boolean {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(received.slice(0, headEnd))?.[1];
  return length === undefined
    ? received.endsWith('0\r\n\r\n')
    : received.length >= headEnd + 4 + Number(length);
}
