import { ValueType, type Attributes, type HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { Metrics } from './metrics.ts';

/** One number of a metric, as prom-client gives it; of a histogram the name tells which. */
interface Value {
  value: number;
  labels: Record<string, string | number>;
  metricName?: string;
}

/** Gives OpenTelemetry the very metrics that Prometheus fetches, under the same names: there is one list of them. */
export function metricProducer({ registry, refresh }: Metrics, resource: Resource): MetricProducer {
  const startTime = toHrTime(performance.timeOrigin);
  return {
    async collect() {
      await refresh();
      const times = { startTime, endTime: toHrTime(Date.now()) };
      const all = await registry.getMetricsAsJSON();
      const metrics = all.flatMap(({ name, help, type, values }): MetricData[] => {
        const base = {
          descriptor: { name, description: help, unit: unitOf(name), valueType: ValueType.DOUBLE },
          aggregationTemporality: AggregationTemporality.CUMULATIVE,
        };
        const given = values as Value[];
        const points = given.map(({ value, labels }) => ({
          ...times,
          attributes: attributesOf(labels),
          value,
        }));
        switch (String(type)) {
          case 'histogram': {
            const dataPoints = histogramsOf(name, given).map((point) => ({ ...times, ...point }));
            return [{ ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints }];
          }
          case 'counter':
            return [{ ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: points }];
          case 'gauge':
            return [{ ...base, dataPointType: DataPointType.GAUGE, dataPoints: points }];
          default:
            return [];
        }
      });
      return {
        resourceMetrics: { resource, scopeMetrics: [{ scope: { name: 'redress' }, metrics }] },
        errors: [],
      };
    },
  };
}

type HistogramPoint = Pick<DataPoint<Histogram>, 'attributes' | 'value'>;

/** Prometheus counts what is in a bucket or any smaller one; OpenTelemetry what is in it. */
function histogramsOf(name: string, values: readonly Value[]): HistogramPoint[] {
  const points = new Map<string, HistogramPoint>();
  for (const { value, labels, metricName } of values) {
    const { le, ...rest } = labels;
    const attributes = attributesOf(rest);
    const key = JSON.stringify(attributes);
    const point = points.get(key) ?? {
      attributes,
      value: { buckets: { boundaries: [], counts: [] }, count: 0, sum: 0 },
    };
    points.set(key, point);
    const { buckets } = point.value;
    if (metricName === `${name}_sum`) point.value.sum = value;
    else if (metricName === `${name}_count`) point.value.count = value;
    else {
      buckets.counts.push(value - buckets.counts.reduce((sum, count) => sum + count, 0));
      if (le !== '+Inf') buckets.boundaries.push(Number(le));
    }
  }
  return [...points.values()];
}

/** An empty label is none. */
function attributesOf(labels: Value['labels']): Attributes {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function unitOf(name: string): string {
  if (/_seconds(_total)?$/.test(name)) return 's';
  return /_bytes(_total)?$/.test(name) ? 'By' : '1';
}

function toHrTime(milliseconds: number): HrTime {
  return [Math.floor(milliseconds / 1000), Math.round((milliseconds % 1000) * 1e6)];
}
