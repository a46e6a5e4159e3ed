import { createServer } from 'node:http';
import { close, listen } from './http-api.ts';

/** A span as OTLP's JSON has it. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  links: { traceId: string; spanId: string }[];
  attributes: Record<string, unknown>;
  status: { code?: number };
}

/** A collector of OpenTelemetry's that keeps what it gets. */
export interface OtlpReceiver {
  url: string;
  spans: ReceivedSpan[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- OTLP's JSON, metric by name
  metrics: Map<string, any>;
  resources: Record<string, unknown>[];
  /** The headers of the requests. */
  headers: Record<string, unknown>[];
  /** Everything, as it came. */
  raw: string;
  stop(): Promise<void>;
}

/** Starts a collector on 127.0.0.1 that answers with that status. */
export async function startOtlpReceiver(status = 200): Promise<OtlpReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      receiver.raw += text;
      receiver.headers.push(request.headers);
      const body = JSON.parse(text) as Received;
      for (const { resource, scopeSpans } of body.resourceSpans ?? []) {
        receiver.resources.push(toRecord(resource.attributes));
        for (const { spans } of scopeSpans)
          for (const span of spans)
            receiver.spans.push({
              ...span,
              attributes: toRecord(span.attributes),
            } as unknown as ReceivedSpan);
      }
      for (const { resource, scopeMetrics } of body.resourceMetrics ?? []) {
        receiver.resources.push(toRecord(resource.attributes));
        for (const { metrics } of scopeMetrics)
          for (const metric of metrics) receiver.metrics.set(metric.name, metric);
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const receiver: OtlpReceiver = {
    url: await listen(server),
    spans: [],
    metrics: new Map(),
    resources: [],
    headers: [],
    raw: '',
    stop: () => close(server),
  };
  return receiver;
}

type KeyValues = { key: string; value: Record<string, unknown> }[];
interface Received {
  resourceSpans?: {
    resource: { attributes: KeyValues };
    scopeSpans: { spans: { attributes: KeyValues }[] }[];
  }[];
  resourceMetrics?: {
    resource: { attributes: KeyValues };
    scopeMetrics: { metrics: { name: string }[] }[];
  }[];
}

function toRecord(attributes: KeyValues): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
