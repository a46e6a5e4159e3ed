import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { parseEnvironment, type Environment } from './config-variables.ts';
import type { LogLevel } from './log.ts';
import { makeSecretKey, makeSigningKey, withSecretFiles } from './secrets.ts';
import type { DocumentsMode } from './shared/documents-mode.ts';
import { trafficLimits, type TrafficLimits } from './shared/limits.ts';
import { telemetryOf, type TelemetryConfig } from './telemetry/telemetry-config.ts';

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
