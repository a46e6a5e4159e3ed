import { z } from 'zod';
import { flag } from '../config-kinds.ts';

/** Where OpenTelemetry's data goes, and which. */
export interface OtlpConfig {
  /** Whole addresses, null where that kind is not sent. */
  tracesUrl: string | null;
  metricsUrl: string | null;
  /** Secrets: most collectors that want a header want a key. */
  headers: Record<string, string>;
  serviceName: string;
  resourceAttributes: Record<string, string>;
  sampler: (typeof samplers)[number];
  /** Share of the traces that is kept, where the sampler asks for one. */
  sampledShare: number;
  metricIntervalMilliseconds: number;
}

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const httpUrl = z.string().refine((text) => /^https?:/.test(text) && URL.canParse(text), {
  message: 'must be an address such as http://localhost:4318',
});
const exporter = z.enum(['otlp', 'none'], 'must be otlp or none').default('otlp');
const keyValues = z
  .string()
  .refine((text) => parseKeyValues(text) !== null, 'must be pairs such as key=value,other=value')
  .transform((text) => parseKeyValues(text) ?? {})
  .default({});

/** Of OpenTelemetry's variables those that we know, with the names and meanings of its specification. */
export const otlpVariables = {
  OTEL_SDK_DISABLED: flag.default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/json', 'must be http/json, the one we speak').optional(),
  OTEL_EXPORTER_OTLP_HEADERS: keyValues,
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: exporter,
  OTEL_SERVICE_NAME: z.string().max(200, 'has 200 characters at most').default('redress'),
  OTEL_RESOURCE_ATTRIBUTES: keyValues,
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, `must be one of ${samplers.join(', ')}`)
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a share from 0 to 1')
    .transform(Number)
    .default(1),
  OTEL_METRIC_EXPORT_INTERVAL: z
    .string()
    .regex(/^[1-9]\d{2,7}$/, 'must be a whole number of milliseconds, at least 100')
    .transform(Number)
    .default(60_000),
};

type Given = z.output<z.ZodObject<typeof otlpVariables>>;

/** What the variables ask for; null when nothing is to be sent. */
export function otlpOf(given: Given): OtlpConfig | null {
  const urlOf = (exporter: 'otlp' | 'none', own: string | undefined, path: string) => {
    if (exporter === 'none') return null;
    const common = given.OTEL_EXPORTER_OTLP_ENDPOINT;
    return own ?? (common === undefined ? null : `${common.replace(/\/$/, '')}/${path}`);
  };
  const tracesUrl = urlOf(given.OTEL_TRACES_EXPORTER, given.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, 'v1/traces');
  const metricsUrl = urlOf(
    given.OTEL_METRICS_EXPORTER,
    given.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT,
    'v1/metrics',
  );
  if (given.OTEL_SDK_DISABLED || (tracesUrl === null && metricsUrl === null)) return null;
  return {
    tracesUrl,
    metricsUrl,
    headers: given.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: given.OTEL_SERVICE_NAME,
    resourceAttributes: given.OTEL_RESOURCE_ATTRIBUTES,
    sampler: given.OTEL_TRACES_SAMPLER,
    sampledShare: given.OTEL_TRACES_SAMPLER_ARG,
    metricIntervalMilliseconds: given.OTEL_METRIC_EXPORT_INTERVAL,
  };
}

/** `key=value,other=value` with percent-encoded values, as W3C Baggage has them; null when it is something else. */
function parseKeyValues(text: string): Record<string, string> | null {
  const pairs: Record<string, string> = {};
  for (const entry of text.split(',')) {
    const [, key = '', value = ''] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(entry) ?? [];
    if (key === '') return null;
    try {
      pairs[key] = decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return pairs;
}
