import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port that another program has, said in one sentence. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

export interface Place {
  host: string;
  port: number;
  /** What the operator changes when that place is not to be had. */
  variables?: { host: string; port: string };
}

/** Starts to listen; throws PortInUseError, or the system's own error. */
export async function listen(server: Server, place: Place): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, place)));
    server.listen({ host: place.host, port: place.port }, resolve);
  });
}

/** Accepts nothing new, lets running requests finish (live streams the server ends itself), and breaks off what is left in the end. */
export async function drain(server: Server, limitMs: number): Promise<void> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  void closed.then(() => (isClosed = true));
  for (const deadline = Date.now() + limitMs; !isClosed && Date.now() < deadline; await sleep(20)) {
    server.closeIdleConnections();
  }
  server.closeAllConnections();
  await closed;
}

function explain(
  error: NodeJS.ErrnoException,
  { host, port, variables = { host: 'HOST', port: 'PORT' } }: Place,
): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortInUseError(
      `Port ${port} of ${host} is in use by another program; stop that one, or choose another with ${variables.port}.`,
    );
  }
  if (error.code === 'EACCES')
    return new PortInUseError(
      `This user may not listen on ${host}:${port}; choose another with ${variables.port}.`,
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new PortInUseError(
      `${host} is not an address of this machine; choose another with ${variables.host}.`,
    );
  }
  return error;
}
