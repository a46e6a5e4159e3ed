import pg from 'pg';

/** Runs work on one administrator's connection and closes it. */
export async function withAdmin<Result>(
  adminUrl: string,
  work: (admin: pg.Client) => Promise<Result>,
): Promise<Result> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'redress-admin' });
  // A connection that breaks fails the work that uses it; unheard, the event would end the process.
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The same URL with another database, user or password. */
export function urlOf(base: string, change: { database?: string; user?: string; password?: string }): string {
  const url = new URL(base);
  if (change.database !== undefined) url.pathname = `/${encodeURIComponent(change.database)}`;
  if (change.user !== undefined) url.username = encodeURIComponent(change.user);
  if (change.password !== undefined) url.password = encodeURIComponent(change.password);
  return url.toString();
}
