import { connect, createServer, type AddressInfo } from 'node:net';

/** Stands between a server and its database, and keeps a COMMIT's answer back, so that the server can be killed before it knows of it. */
export interface DatabaseProxy {
  /** What the server takes for the database's address. */
  url: string;
  /**
   * Calls `then` instead of letting the server hear of the next COMMIT, of a transaction in which that text was sent; without a text, of
   * any. Nothing more is passed on to the server from then on.
   */
  insteadOfCommit(then: () => void, text?: string): void;
  stop(): void;
}

/** Starts a proxy in front of a database. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { hostname, port: databasePort } = new URL(databaseUrl);
  let trap: { then: () => void; text: string } | null = null;
  let isSprung = false;
  const server = createServer((socket) => {
    const database = connect(Number(databasePort), hostname);
    let sent = '';
    socket.on('data', (chunk) => {
      if (trap) sent += chunk.toString('latin1');
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (trap && sent.includes(trap.text) && chunk.includes('COMMIT\0')) {
        isSprung = true;
        trap.then();
        trap = null;
      }
      if (!isSprung) socket.write(chunk);
    });
    const end = () => {
      socket.destroy();
      database.destroy();
    };
    for (const side of [socket, database]) side.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    insteadOfCommit: (then, text = '') => void (trap = { then, text }),
    stop: () => void server.close(),
  };
}
