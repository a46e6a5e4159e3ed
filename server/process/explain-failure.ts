import { ConfigError } from '../config-error.ts';
import { EmbeddedClusterError } from '../db/embedded/embedded-cluster-error.ts';
import { PortInUseError } from './http-listener.ts';

/** A reason not to start that is no fault of the program: one sentence for the terminal. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** Gives the one sentence of an expected reason; of anything else the stack, since that is a fault of ours. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExpected = [ConfigError, EmbeddedClusterError, PortInUseError, StartRefused].some(
    (kind) => error instanceof kind,
  );
  return isExpected ? error.message : (error.stack ?? error.message);
}

/** Runs a first use of a database; what keeps it from being used becomes StartRefused, naming `variable` and never the password. */
export async function withDatabaseReasons<Result>(
  { variable, url }: { variable: string; url: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = findReason(error);
    if (reason === null) throw error;
    const { host, pathname } = new URL(url);
    throw new StartRefused(`The database ${host}${pathname} cannot be used: ${reason}; check ${variable}.`, {
      cause: error,
    });
  }
}

function findReason(error: unknown): string | null {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const known = REASONS[code];
  if (known !== undefined) return known;
  if (code.startsWith('08') || /timeout|Connection terminated/i.test(message)) return 'it does not answer';
  if (/SSL|certificate/i.test(message)) return `the encrypted connection failed (${message})`;
  return null;
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at that address',
  ECONNRESET: 'it closed the connection',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of its host could not be looked up',
  ETIMEDOUT: 'it does not answer',
  '28000': 'it refuses that user',
  '28P01': 'user or password are wrong',
  '3D000': 'there is no database of that name',
  '42501': 'that user lacks a right',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};
