import type { Server } from 'node:http';
import type { Pools } from '../db/pools.ts';
import { slowOperations } from './slow-operations.ts';
import type { TelemetryConfig } from './telemetry-config.ts';
import { observe } from './work.ts';

export interface Telemetry {
  /** Serves the metrics; the caller lets it listen. Null when nobody wants them served. */
  metricsServer: Server | null;
  /** Sends what is left, and looks no more. */
  stop(): Promise<void>;
}

/** Begins to look inside as far as the configuration asks for it; what it does not ask for is not even loaded. */
export async function startTelemetry(
  pools: Pools,
  { metrics, labelsTenants, slowOperationMilliseconds, slowOperationPlans }: TelemetryConfig,
): Promise<Telemetry> {
  const stops: (() => Promise<void> | void)[] = [];
  let metricsServer: Server | null = null;
  if (slowOperationMilliseconds !== null) {
    const plansFrom = slowOperationPlans ? pools : null;
    stops.push(observe(slowOperations({ thresholdMilliseconds: slowOperationMilliseconds, plansFrom })));
  }
  if (metrics !== null) {
    const { createMetrics } = await import('./metrics.ts');
    const { createMetricsServer } = await import('./metrics-server.ts');
    const made = createMetrics(pools, { labelsTenants });
    stops.push(observe(made.observer));
    metricsServer = createMetricsServer(made);
  }
  return {
    metricsServer,
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}
