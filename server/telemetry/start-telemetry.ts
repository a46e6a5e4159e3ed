import type { Server } from 'node:http';
import type { Pools } from '../db/pools.ts';
import type { Metrics } from './metrics.ts';
import { slowOperations } from './slow-operations.ts';
import type { TelemetryConfig } from './telemetry-config.ts';
import { observe } from './work.ts';

export interface Telemetry {
  /** Serves the metrics; the caller lets it listen. Null when nobody wants them served. */
  metricsServer: Server | null;
  /** Sends what is left, and looks no more. */
  stop(): Promise<void>;
}

/** Begins to look inside as far as the configuration asks for it; what it does not ask for is not even loaded. `knownNames` are those of the web app's operations. */
export async function startTelemetry(
  pools: Pools,
  { metrics, labelsTenants, otlp, slowOperationMilliseconds, slowOperationPlans }: TelemetryConfig,
  knownNames: ReadonlySet<string> = new Set(),
): Promise<Telemetry> {
  const stops: (() => Promise<void> | void)[] = [];
  let metricsServer: Server | null = null;
  if (slowOperationMilliseconds !== null) {
    const plansFrom = slowOperationPlans ? pools : null;
    stops.push(observe(slowOperations({ thresholdMilliseconds: slowOperationMilliseconds, plansFrom })));
  }
  let made: Metrics | null = null;
  if (metrics !== null || (otlp?.metricsUrl ?? null) !== null) {
    const { createMetrics } = await import('./metrics.ts');
    made = createMetrics(pools, { labelsTenants, knownNames });
    stops.push(observe(made.observer));
  }
  if (metrics !== null && made) {
    const { createMetricsServer } = await import('./metrics-server.ts');
    metricsServer = createMetricsServer(made);
  }
  if (otlp !== null) {
    const { startOtlp } = await import('./otlp.ts');
    stops.push(startOtlp(otlp, made));
  }
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  let stopping: Promise<void> | null = null;
  return { metricsServer, stop: () => (stopping ??= stopAll()) };
}
