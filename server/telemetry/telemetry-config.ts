import { z } from 'zod';
import { ConfigError } from '../config-error.ts';
import { flag, portNumber } from '../config-kinds.ts';
import { otlpOf, otlpVariables, type OtlpConfig } from './otlp-config.ts';

/** What lets the operator see inside; each part is off until it is asked for. */
export interface TelemetryConfig {
  /** Where metrics are served for Prometheus to fetch. */
  metrics: { host: string; port: number } | null;
  /** Whether metrics tell the organisations apart. */
  labelsTenants: boolean;
  /** From so many milliseconds on an operation is slow and logged; null is never. */
  slowOperationMilliseconds: number | null;
  /** Whether the log tells how PostgreSQL would run the slowest statement of a slow operation. */
  slowOperationPlans: boolean;
  /** Where traces and metrics are sent by OpenTelemetry's protocol; null when nothing is. */
  otlp: OtlpConfig | null;
}

/** The variables, as part of the configuration's. */
export const telemetryVariables = {
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: portNumber.optional(),
  METRICS_TENANT_LABEL: flag.default(true),
  SLOW_OPERATION_MS: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number of milliseconds; 0 is never')
    .transform(Number)
    .optional(),
  SLOW_OPERATION_PLANS: flag.default(false),
  ...otlpVariables,
};

type Given = z.output<z.ZodObject<typeof telemetryVariables>>;

const usualSlowOperationMilliseconds = 1_000;

/** What the variables ask for. Throws ConfigError where they contradict each other. */
export function telemetryOf(given: Given, isProduction: boolean): TelemetryConfig {
  const slow = given.SLOW_OPERATION_MS ?? (isProduction ? usualSlowOperationMilliseconds : 0);
  if (given.SLOW_OPERATION_PLANS && slow === 0) {
    throw new ConfigError(
      'SLOW_OPERATION_PLANS=true needs SLOW_OPERATION_MS, from which an operation is slow.',
    );
  }
  return {
    metrics: given.METRICS_PORT === undefined ? null : { host: given.METRICS_HOST, port: given.METRICS_PORT },
    labelsTenants: given.METRICS_TENANT_LABEL,
    slowOperationMilliseconds: slow > 0 ? slow : null,
    slowOperationPlans: given.SLOW_OPERATION_PLANS,
    otlp: otlpOf(given),
  };
}
