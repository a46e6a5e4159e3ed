import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { logLine, withoutSecrets } from '../log.ts';
import { metricProducer } from './metric-producer.ts';
import type { Metrics } from './metrics.ts';
import type { OtlpConfig } from './otlp-config.ts';
import { tracingObserver } from './tracing.ts';
import { observe } from './work.ts';

const keptSpans = 10_000;
const patienceAtTheEndMilliseconds = 3_000;
const complaintEveryMilliseconds = 60_000;

/** Sends traces, and the metrics where there are some, by OTLP over HTTP with JSON. Gives what sends the rest and ends it. */
export function startOtlp(config: OtlpConfig, metrics: Metrics | null): () => Promise<void> {
  const { tracesUrl, metricsUrl, headers } = config;
  const resource = resourceFromAttributes({
    ...config.resourceAttributes,
    'service.name': config.serviceName,
    'service.instance.id': randomUUID(),
  });
  hearComplaints();
  const stops: (() => Promise<void>)[] = [];
  if (tracesUrl !== null) stops.push(sendTraces(config, tracesUrl, resource));
  if (metricsUrl !== null && metrics !== null) {
    const reader = new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: metricsUrl, headers }),
      exportIntervalMillis: config.metricIntervalMilliseconds,
      exportTimeoutMillis: Math.min(config.metricIntervalMilliseconds, 10_000),
      metricProducers: [metricProducer(metrics, resource)],
    });
    const provider = new MeterProvider({ resource, readers: [reader] });
    stops.push(() => provider.shutdown());
  }
  return async () => {
    // A collector that does not answer keeps nobody from stopping: what is left is lost then.
    const all = Promise.allSettled(stops.map((stop) => stop()));
    await Promise.race([all, sleep(patienceAtTheEndMilliseconds, undefined, { ref: false })]);
    diag.disable();
  };
}

function sendTraces(config: OtlpConfig, url: string, resource: Resource): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ url, headers: config.headers });
  const provider = new TracerProvider({
    resource,
    sampler: samplerOf(config),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: keptSpans, scheduledDelayMillis: 2_000 }),
    ],
  });
  const ignore = observe(tracingObserver(provider.getTracer('redress')));
  return async () => {
    ignore();
    await provider.shutdown();
  };
}

function samplerOf({ sampler, sampledShare }: OtlpConfig): Sampler {
  const roots: Record<string, () => Sampler> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(sampledShare),
  };
  const root = roots[sampler.replace('parentbased_', '')]?.() ?? new AlwaysOnSampler();
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

/** What OpenTelemetry complains of (no collector answers) is told, now and then. */
function hearComplaints(): void {
  let nextAt = 0;
  const tell = (...words: unknown[]) => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + complaintEveryMilliseconds;
    const reason = withoutSecrets(words.map(String).join(' ')).slice(0, 300);
    logLine('warn', 'telemetry could not be sent', { reason });
  };
  const nothing = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
