import pg from 'pg';

/** Where a process tells the others that it wrote a revocation. Everybody may send there: a notice says nothing but “look”. */
export const revocationChannel = 'redress_revocations';

const retryMilliseconds = 1_000;

/**
 * Hears of revocations as they are written, until stopped, on a connection of its own that must not go through a pooler. One that breaks is
 * made again; what is missed meanwhile, the poll finds. `onNotice` is called for each notice, and after each new connection.
 */
export function listenForRevocations(
  connectionString: string,
  onNotice: () => void,
): { stop(): Promise<void> } {
  let isStopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let connecting: Promise<void> = Promise.resolve();

  const again = (broken: pg.Client) => {
    if (client !== broken) return;
    client = null;
    void broken.end().catch(() => undefined);
    if (isStopped) return;
    retry = setTimeout(() => (connecting = connect()), retryMilliseconds);
    retry.unref();
  };
  const connect = async () => {
    const made = new pg.Client({ connectionString, keepAlive: true, application_name: 'redress listen' });
    client = made;
    made.on('error', () => again(made));
    made.on('end', () => again(made));
    made.on('notification', onNotice);
    try {
      await made.connect();
      await made.query(`listen ${revocationChannel}`);
      onNotice();
    } catch {
      again(made);
    }
  };
  connecting = connect();
  return {
    async stop() {
      isStopped = true;
      if (retry) clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}
