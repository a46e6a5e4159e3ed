import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A relay before PostgreSQL that counts what goes through it. */
export interface CountingProxy {
  port: number;
  /** Since the last `reset`. A round trip: the client sent something after the server had spoken last. */
  counts: { roundTrips: number; packetsToServer: number; messagesToServer: number };
  reset(): void;
  stop(): Promise<void>;
}

/** Starts a relay to PostgreSQL on 127.0.0.1; connections that were made before a `reset` are counted like new ones. */
export async function startCountingProxy(databasePort: number): Promise<CountingProxy> {
  const counts = { roundTrips: 0, packetsToServer: 0, messagesToServer: 0 };
  const reset = () => void Object.assign(counts, { roundTrips: 0, packetsToServer: 0, messagesToServer: 0 });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const database = connect({ port: databasePort, host: '127.0.0.1', noDelay: true });
    let isServersTurn = false;
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      counts.packetsToServer += 1;
      counts.messagesToServer += countMessages(chunk);
      if (!isServersTurn) counts.roundTrips += 1;
      isServersTurn = true;
      database.write(chunk);
    });
    database.on('data', (chunk: Buffer) => {
      isServersTurn = false;
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    reset,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whole messages of the protocol: a letter and a length. Small statements arrive in one piece. */
function countMessages(chunk: Buffer): number {
  let messages = 0;
  for (let at = 0; at + 5 <= chunk.length; at += 1 + chunk.readUInt32BE(at + 1)) messages += 1;
  return messages;
}
