import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSigningKey, newSigningKey } from './auth/signing-key.ts';
import { ConfigError } from './config-error.ts';
import { openDataDir, readDataFile, writeDataFile } from './db/embedded/data-dir.ts';

type Environment = Record<string, string | undefined>;

const SECRETS = [
  'SECRET_KEY',
  'AUDIT_SIGNING_KEY',
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'DATABASE_DIRECT_URL',
  'SMTP_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
];
/** Of `SECRET_KEY`, in UTF-8. */
export const MIN_SECRET_BYTES = 32;
/** For messages that ask for one. */
export const howToMakeSigningKey = 'openssl genpkey -algorithm ed25519';

/** Puts the contents of the files named by `X_FILE` in the place of `X`; an empty variable counts as absent. */
export function withSecretFiles(env: Environment): Environment {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined)
      throw new ConfigError(`${name} and ${name}_FILE are both given; keep one of them.`);
    given[name] = readSecretFile(name, file);
  }
  return given;
}

function readSecretFile(name: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError(`${name}_FILE names ${file}, which cannot be read (${reason}).`, { cause });
  }
  if (text === '') throw new ConfigError(`${name}_FILE names ${file}, which is empty.`);
  return text;
}

/**
 * The key of an installation that was given none: outside production nobody should have to think of one, so it is made and kept in the
 * data folder. Throws ConfigError in production.
 */
export function makeSecretKey(isProduction: boolean, dataDir: string): string {
  if (isProduction) {
    throw new ConfigError(
      'SECRET_KEY is missing: production needs a random text of at least 32 bytes in SECRET_KEY or in a file named by ' +
        'SECRET_KEY_FILE, such as "openssl rand -base64 32" prints.',
    );
  }
  return keptKey(join(dataDir, 'secret.key'), {
    isGood: (text) => Buffer.byteLength(text) >= MIN_SECRET_BYTES,
    make: () => randomBytes(32).toString('base64url'),
    deleting: 'sign everybody out',
  });
}

/** As `makeSecretKey`, for what signs the audit trail: what it signed stays verifiable as long as the folder stays. */
export function makeSigningKey(isProduction: boolean, dataDir: string): string {
  if (isProduction) {
    throw new ConfigError(
      'AUDIT_SIGNING_KEY is missing: production needs an Ed25519 private key in AUDIT_SIGNING_KEY or in a file named by ' +
        `AUDIT_SIGNING_KEY_FILE, such as "${howToMakeSigningKey}" prints.`,
    );
  }
  return keptKey(join(dataDir, 'audit-signing.pem'), {
    isGood: isSigningKey,
    make: newSigningKey,
    deleting: 'begin with a new key',
  });
}

interface KindOfKey {
  isGood: (text: string) => boolean;
  make: () => string;
  /** What deleting the file would do, after "to". */
  deleting: string;
}

/** The key in a file of the data folder, made when there is none; throws ConfigError for one that is damaged. */
function keptKey(file: string, { isGood, make, deleting }: KindOfKey): string {
  openDataDir(dirname(file));
  const kept = readDataFile(file)?.trim();
  if (kept !== undefined && isGood(kept)) return kept;
  if (kept !== undefined)
    throw new ConfigError(`${file} is damaged: put it back from a backup, or delete it to ${deleting}.`);
  const made = make().trim();
  writeDataFile(file, `${made}\n`);
  return made;
}
