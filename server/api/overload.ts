/** What a client is told when there is too much to do. */
export interface Overload {
  message: string;
  retryAfterSeconds: number;
}

const busy: Overload = {
  message: 'There is more to do than we can manage at the moment. This was not done; try again in a moment.',
  retryAfterSeconds: 5,
};

/** PostgreSQL's time limits and its lack of connections. What they stop is rolled back. */
const codes: ReadonlySet<string> = new Set([
  '57014', // statement_timeout
  '55P03', // lock_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '53300', // too many connections
  '57P03', // starting or stopping
  'ECONNREFUSED',
]);

/** The pool's own words for a connection that did not come in time; it gives them no code. */
const noConnection =
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;

/** What to tell the client when the error only says that there is too much to do; null when it is a fault. */
export function findOverload(error: unknown): Overload | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && codes.has(code)) || noConnection.test(error.message) ? busy : null;
}
