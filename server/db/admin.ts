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

/** Runs work in one transaction of the connection, which must not be inside another. */
export async function inTransaction<Result>(admin: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await admin.query('begin');
  try {
    const result = await work();
    await admin.query('commit');
    return result;
  } catch (error) {
    // Where the connection broke, the database has rolled back by itself, and the error that says so is the one above.
    await admin.query('rollback').catch(() => undefined);
    throw error;
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
