import { readFileSync } from 'node:fs';
import { passwordProblem } from '../../server/auth/passwords.ts';
import { loadConfig, secretsOf, type Config } from '../../server/config.ts';
import { ImportFileError } from '../../server/import/cfpb-columns.ts';
import { setUpLog, withoutSecrets } from '../../server/log.ts';
import { explainFailure, StartRefused } from '../../server/process/explain-failure.ts';
import { createLifetime, type Lifetime } from '../../server/process/lifetime.ts';
import { openInstallation, type Installation } from '../../server/process/open-installation.ts';
import { SlugError } from '../../server/tenancy/provision-tenant.ts';
import { UsernameError } from '../../server/users/create-first-admin.ts';

/** Opens the installation that the environment names; what can be checked without it is checked before. */
type Open = (options?: { migrate?: boolean }) => Promise<{ installation: Installation; config: Config }>;

/**
 * Runs a command and ends the process: exit code 0 or what the command gives, or 1 after one sentence on stderr (a stack only for a fault of ours), or
 * 130 and 143 when a signal stopped it. What the command opened is closed, also the embedded database that it started.
 */
export async function runCommand(
  work: (open: Open, print: (line: string) => void, lifetime: Lifetime) => Promise<number | void>,
): Promise<void> {
  const lifetime = createLifetime((line) => process.stderr.write(`${line}\n`));
  process.on('SIGINT', () => void lifetime.end(130));
  process.on('SIGTERM', () => void lifetime.end(143));
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${withoutSecrets(explainFailure(error))}\n`);
    void lifetime.end(1);
  });
  // `redress tenant list | head` closes the pipe early: that is no fault.
  process.stdout.on('error', () => undefined);
  const open: Open = async (options) => {
    const config = loadConfig(process.env);
    setUpLog({ level: config.logLevel, secrets: secretsOf(config) });
    return { config, installation: await openInstallation(config, lifetime, options) };
  };
  let exitCode: number;
  try {
    exitCode = (await work(open, (line) => process.stdout.write(`${line}\n`), lifetime)) ?? 0;
  } catch (error) {
    const isOurs = [ImportFileError, SlugError, UsernameError].some((kind) => error instanceof kind);
    if (!lifetime.isStopping())
      process.stderr.write(`${isOurs ? (error as Error).message : withoutSecrets(explainFailure(error))}\n`);
    exitCode = 1;
  }
  await lifetime.end(exitCode);
}

/** The password in a file, without the line break at its end; null when there is no file. Throws StartRefused when it cannot be set. */
export function readPassword(file: string | undefined, known: readonly string[]): string | null {
  if (file === undefined) return null;
  let password: string;
  try {
    password = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw cannotUse(file, 'read', error);
  }
  const problem = passwordProblem(password, known);
  if (problem) throw new StartRefused(`The password in ${file}: ${problem}`);
  return password;
}

/** The refusal of a file that cannot be read or written. */
export function cannotUse(file: string, what: 'read' | 'written', error: unknown): StartRefused {
  const { code } = error as NodeJS.ErrnoException;
  return new StartRefused(`${file} cannot be ${what} (${code}).`, { cause: error });
}
