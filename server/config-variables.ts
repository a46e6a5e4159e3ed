import { isIP } from 'node:net';
import { z } from 'zod';
import { isSigningKey } from './auth/signing-key.ts';
import { ConfigError } from './config-error.ts';
import { logLevels } from './log.ts';
import { howToMakeSigningKey, MIN_SECRET_BYTES } from './secrets.ts';
import { documentsModes } from './shared/documents-mode.ts';
import { inFlightLimits, trafficLimits, type TrafficLimits } from './shared/limits.ts';
import { telemetryVariables } from './telemetry/telemetry-config.ts';
import { flag, portNumber } from './config-kinds.ts';

/** Environment variables by name, as a process has them. */
export type Environment = Record<string, string | undefined>;

/** Each variable of ours with its type; throws ConfigError for the first one that cannot be read. */
export function parseEnvironment(env: Environment): z.output<typeof variables> {
  const parsed = variables.safeParse(env);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  // The value itself is not repeated: it may be a secret.
  throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}.`);
}

const urlWith = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address such as ${example}`,
  });
const postgresUrl = urlWith(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');

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
  PORT: portNumber.default(4000),
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

function isAddressRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
