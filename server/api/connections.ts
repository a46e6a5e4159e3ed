import type { Server } from 'node:http';
import { addressRanges } from './request-origin.ts';

/** Open connections, of everybody and of one address that is no proxy of ours. */
const most = { all: 10_000, ofOneAddress: 1_000 };

/** Keeps whoever opens connections and says nothing from taking all there are. */
export function boundConnections(server: Server, trustedProxies: readonly string[]): void {
  const isProxy = addressRanges(trustedProxies);
  const open = new Map<string, number>();
  server.maxConnections = most.all;
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (isProxy(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most.ofOneAddress) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
