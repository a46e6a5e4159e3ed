/** What PostgreSQL says last, or what the network says, when a connection ends that nobody here has ended. */
const codes: ReadonlySet<string> = new Set([
  '57P01', // stopped by the administrator, or with the server
  '57P02', // another process of the server crashed
  '57P03', // starting or stopping
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** pg's own words, which have no code: of the statement that was under way, and of the next one. */
const words =
  /^Connection terminated|is not queryable$|^Client was closed|timeout exceeded when trying to connect/;

/** True when an error says that the connection to the database is gone, and nothing about what was sent over it. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return codes.has(code) || code.startsWith('08');
  return words.test(error.message);
}
