import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isSigningKey } from './auth/signing-key.ts';
import { ConfigError } from './config-error.ts';
import { logLevels, type LogLevel } from './log.ts';
import { telemetryOf, telemetryVariables, type TelemetryConfig } from './telemetry/telemetry-config.ts';
import { documentsModes, type DocumentsMode } from './shared/documents-mode.ts';
import { inFlightLimits, trafficLimits, type TrafficLimits } from './shared/limits.ts';
import {
  howToMakeSigningKey,
  makeSecretKey,
  makeSigningKey,
  MIN_SECRET_BYTES,
  withSecretFiles,
} from './secrets.ts';

export type Mode = 'demo' | 'production' | 'development' | 'test';

/** Everything that the environment decides, parsed and checked. */
export interface Config {
  mode: Mode;
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  /** The address that people use, without a slash at the end. */
  publicUrl: string;
  /** Addresses and CIDR ranges whose forwarding headers are believed. */
  trustedProxies: string[];
  /** Addresses and CIDR ranges that are not public and that requests to addresses of an organisation's choice may reach all the same. */
  outboundAllow: string[];
  /** At least 32 bytes; every key of the installation is derived from it. */
  secretKey: string;
  /** The Ed25519 private key that signs checkpoints of the audit trail, and receipts. */
  auditSigningKey: string;
  /** The runtime login; absent where the embedded database serves. */
  databaseUrl?: string;
  /** The owner that migrates and provisions; the HTTP process never opens it. */
  databaseAdminUrl?: string;
  /** The runtime login past a pooler, for the jobs, and for what a request needs beside its transaction. */
  databaseDirectUrl?: string;
  databasePooler: 'session' | 'transaction';
  smtpUrl?: string;
  /** The address that mail comes from; there whenever `smtpUrl` is. */
  mailFrom?: string;
  migrateOnStart: boolean;
  /** Jobs run inside the server's process. */
  runWorkers: boolean;
  logLevel: LogLevel;
  /** Requests in a minute, by what they are counted under; 0 is no limit. */
  trafficLimits: TrafficLimits;
  /** Operations at once for one organisation in one process; 0 is no limit. */
  inFlightShare: number;
  /** What becomes of documents that are neither the web app's nor registered. */
  documents: DocumentsMode;
  /** How one sees inside: metrics, traces, slow operations. */
  telemetry: TelemetryConfig;
}

type Environment = Record<string, string | undefined>;

/** Reads the configuration from environment variables; throws ConfigError for the first one that is wrong. */
export function loadConfig(env: Environment): Config {
  const given = parseEnvironment(withSecretFiles(env));
  const mode = given.REDRESS_MODE ?? (given.DATABASE_URL === undefined ? 'demo' : 'production');
  if (mode === 'production' && given.DATABASE_URL === undefined) {
    throw new ConfigError(
      'DATABASE_URL is missing: production needs a PostgreSQL of its own, as the runtime login.',
    );
  }
  if (given.MIGRATE_ON_START && given.DATABASE_URL !== undefined && given.DATABASE_ADMIN_URL === undefined) {
    throw new ConfigError(
      'MIGRATE_ON_START=true needs DATABASE_ADMIN_URL, the owner of the database who may migrate it.',
    );
  }
  if (given.DATABASE_POOLER === 'transaction' && given.DATABASE_DIRECT_URL === undefined) {
    throw new ConfigError(
      'DATABASE_POOLER=transaction needs DATABASE_DIRECT_URL, the same login past the pooler, for jobs and short work aside.',
    );
  }
  if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) {
    throw new ConfigError('MAIL_FROM is missing: SMTP_URL needs the address that mail comes from.');
  }
  const dataDir = resolve(given.DATA_DIR);
  return {
    mode,
    host: given.HOST,
    port: given.PORT,
    dataDir,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    trustedProxies: given.TRUSTED_PROXIES,
    outboundAllow: given.OUTBOUND_ALLOW,
    secretKey: given.SECRET_KEY ?? makeSecretKey(mode === 'production', dataDir),
    auditSigningKey: given.AUDIT_SIGNING_KEY ?? makeSigningKey(mode === 'production', dataDir),
    databaseUrl: given.DATABASE_URL,
    databaseAdminUrl: given.DATABASE_ADMIN_URL,
    databaseDirectUrl: given.DATABASE_DIRECT_URL,
    databasePooler: given.DATABASE_POOLER,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
    migrateOnStart: given.MIGRATE_ON_START,
    runWorkers: given.RUN_WORKERS,
    logLevel: given.LOG_LEVEL ?? (mode === 'production' ? 'info' : 'warn'),
    trafficLimits: { ...trafficLimits, ...given.RATE_LIMITS },
    inFlightShare: given.TENANT_SHARE,
    documents: given.DOCUMENTS,
    telemetry: telemetryOf(given, mode === 'production'),
  };
}

const urlWith = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address such as ${example}`,
  });
const postgresUrl = urlWith(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');

const addressRanges = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .refine(
    (entries) => entries.every(isAddressRange),
    'must be addresses or ranges, separated by commas, such as 10.0.0.0/8,::1',
  )
  .default([]);

const variables = z.object({
  REDRESS_MODE: z
    .enum(['demo', 'production', 'development', 'test'], 'must be demo, production, development or test')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a port number from 1 to 65535')
    .default(4000),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: urlWith(['http:', 'https:'], 'https://complaints.example.org')
    .refine(
      (text) => /^[^/]*\/\/[^/?#@]+\/?$/.test(text),
      'must be an address without a path, such as https://complaints.example.org',
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  TRUSTED_PROXIES: addressRanges,
  OUTBOUND_ALLOW: addressRanges,
  SECRET_KEY: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= MIN_SECRET_BYTES, {
      message: `is too short: it needs at least ${MIN_SECRET_BYTES} bytes, such as "openssl rand -base64 32" prints`,
    })
    .optional(),
  AUDIT_SIGNING_KEY: z
    .string()
    .refine(isSigningKey, `is not an Ed25519 private key, such as "${howToMakeSigningKey}" prints`)
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_ADMIN_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_POOLER: z.enum(['session', 'transaction'], 'must be session or transaction').default('session'),
  SMTP_URL: urlWith(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>",;:]+@[^\s@<>",;:]+$/, 'must be an address such as complaints@example.org')
    .optional(),
  MIGRATE_ON_START: flag.default(false),
  RUN_WORKERS: flag.default(true),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).optional(),
  RATE_LIMITS: z
    .string()
    .refine((text) => parseRateLimits(text) !== null, {
      message: `must be numbers of requests a minute such as session=3000,address=0; there are ${Object.keys(trafficLimits).join(', ')}`,
    })
    .transform((text) => parseRateLimits(text) ?? {})
    .default({}),
  DOCUMENTS: z.enum(documentsModes, `must be one of ${documentsModes.join(', ')}`).default('any'),
  TENANT_SHARE: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number; 0 is no limit')
    .transform(Number)
    .default(inFlightLimits.share),
  ...telemetryVariables,
});

function parseRateLimits(text: string): Partial<TrafficLimits> | null {
  const limits: Partial<TrafficLimits> = {};
  for (const entry of text.split(',')) {
    const [, name = '', requests = ''] = /^\s*(\w+)\s*=\s*(\d{1,9})\s*$/.exec(entry) ?? [];
    if (!Object.hasOwn(trafficLimits, name)) return null;
    limits[name as keyof TrafficLimits] = Number(requests);
  }
  return limits;
}

function parseEnvironment(env: Environment): z.output<typeof variables> {
  const parsed = variables.safeParse(env);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  // The value itself is not repeated: it may be a secret.
  throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}.`);
}

function isAddressRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Every secret of the configuration, as it could turn up in a text: none of them may. */
export function secretsOf(config: Config): string[] {
  const urls = [config.databaseUrl, config.databaseAdminUrl, config.databaseDirectUrl, config.smtpUrl];
  const passwords = urls.map((url) => (url === undefined ? '' : decodeURIComponent(new URL(url).password)));
  // Of a PEM text the one line that is the key.
  const signingKey = config.auditSigningKey.replace(/-----[^-]+-----|\s/g, '');
  const forCollectors = Object.values(config.telemetry.otlp?.headers ?? {});
  return [config.secretKey, signingKey, ...passwords, ...forCollectors].filter(
    (secret) => secret.length >= 4,
  );
}
