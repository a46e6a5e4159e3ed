import pg from 'pg';

/** What a process hears from the others through PostgreSQL. Everybody may send: nothing in a notice is trusted, it only makes one look. */
export interface Notices {
  /** Calls `onNotice` for whatever is sent on that channel from now on, and `onConnect` after each new connection: something may have been missed. */
  hear(channel: string, onNotice: (payload: string) => void, onConnect: () => void): void;
  stop(): Promise<void>;
}

interface Hearer {
  channel: string;
  onNotice: (payload: string) => void;
  onConnect: () => void;
}

const retryMilliseconds = 1_000;

/** Listens until stopped, on one connection of its own for all channels, that must not go through a pooler. One that breaks is made again. */
export function listenForNotices(connectionString: string): Notices {
  const hearers: Hearer[] = [];
  let isStopped = false;
  let client: pg.Client | null = null;
  let isConnected = false;
  let retry: NodeJS.Timeout | null = null;
  let connecting: Promise<void> = Promise.resolve();

  const again = (broken: pg.Client) => {
    if (client !== broken) return;
    client = null;
    isConnected = false;
    void broken.end().catch(() => undefined);
    if (isStopped) return;
    retry = setTimeout(() => (connecting = connect()), retryMilliseconds);
    retry.unref();
  };
  const listenTo = async (on: pg.Client, asked: readonly Hearer[]) => {
    try {
      for (const { channel } of asked) await on.query(`listen ${on.escapeIdentifier(channel)}`);
      for (const { onConnect } of asked) onConnect();
    } catch {
      again(on);
    }
  };
  const connect = async () => {
    const made = new pg.Client({ connectionString, keepAlive: true, application_name: 'redress listen' });
    client = made;
    made.on('error', () => again(made));
    made.on('end', () => again(made));
    made.on('notification', ({ channel, payload }) => {
      for (const hearer of hearers) if (hearer.channel === channel) hearer.onNotice(payload ?? '');
    });
    try {
      await made.connect();
      isConnected = true;
    } catch {
      return again(made);
    }
    await listenTo(made, hearers);
  };
  connecting = connect();
  return {
    hear(channel, onNotice, onConnect) {
      const hearer = { channel, onNotice, onConnect };
      hearers.push(hearer);
      if (isConnected && client) void listenTo(client, [hearer]);
    },
    async stop() {
      isStopped = true;
      if (retry) clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}
