import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import type { JobWork, Observer, OperationWork, RequestWork, UnitNote, Work } from './notes.ts';
import { shownStatement, summaryOf } from './statement-text.ts';

/** What tracing keeps about a request or a job while it runs. */
interface Kept {
  span: Span;
  context: Context;
  /** What makes milliseconds since 1970 of `performance.now()`; one for all spans of a trace, so that they fit into each other. */
  offset: number;
}

/**
 * Makes spans of what is noted: what begins a trace (a request, a job, an operation that no request came with) gets its span at once, so that the log
 * can name the trace; the operations of a request, units of work and statements when they are over and only where the trace is kept.
 */
export function tracingObserver(tracer: Tracer): Observer {
  return {
    began(work) {
      if (work.parent) return;
      const offset = Date.now() - performance.now();
      const { kind, name } = beginningOf(work);
      const options = { kind, startTime: offset + work.begunAt, links: linksOf(work) };
      const span = tracer.startSpan(name, options, contextBefore(work));
      work.trace = { span, context: trace.setSpan(ROOT_CONTEXT, span), offset } satisfies Kept;
      work.traceId = span.spanContext().traceId;
      work.traceparent = traceparentOf(span);
    },
    wantsDetail: (work) => keptOf(work) !== null,
    ended(work) {
      const kept = keptOf(work);
      if (!kept) return;
      const own = work.parent ? { ...kept, ...startBelow(tracer, work, kept) } : kept;
      const { span, offset } = own;
      addUnits(tracer, work.units, own);
      if (work.kind === 'operation') span.updateName(nameOf(work));
      span.setAttributes(attributesOf(work));
      if (hasFailed(work)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(offset + work.endedAt);
    },
  };
}

function startBelow(
  tracer: Tracer,
  { begunAt }: Work,
  { context, offset }: Kept,
): Pick<Kept, 'span' | 'context'> {
  const span = tracer.startSpan('operation', { startTime: offset + begunAt }, context);
  return { span, context: trace.setSpan(ROOT_CONTEXT, span) };
}

function beginningOf(work: Work): { kind: SpanKind; name: string } {
  if (work.kind === 'request') return { kind: SpanKind.SERVER, name: `${work.method} ${work.route}` };
  if (work.kind === 'job') return { kind: SpanKind.CONSUMER, name: `job ${work.task}` };
  return { kind: SpanKind.SERVER, name: 'operation' };
}

/** Where the work's spans belong; null when the sampler decided against its trace. */
function keptOf(work: Work): Kept | null {
  const kept = (work.parent ?? work).trace as Kept | null;
  // Not `isRecording`: the span of a request may have ended before its operation.
  return kept && (kept.span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0 ? kept : null;
}

function nameOf({ type, name }: OperationWork): string {
  return [type ?? 'invalid operation', name].filter(Boolean).join(' ');
}

function attributesOf(work: Work): Attributes {
  if (work.kind === 'request') return requestAttributes(work);
  return work.kind === 'job' ? jobAttributes(work) : operationAttributes(work);
}

function operationAttributes({
  type,
  name,
  documentHash,
  tenant,
  begunAt,
  turnAt,
  endedAt,
  codes,
  refusals,
}: OperationWork): Attributes {
  return {
    ...(type ? { 'graphql.operation.type': type } : {}),
    ...(name ? { 'graphql.operation.name': name } : {}),
    ...(documentHash ? { 'redress.document.hash': documentHash } : {}),
    ...(tenant ? { 'redress.tenant': tenant.slug } : {}),
    'redress.turn.wait_ms': (turnAt ?? endedAt) - begunAt,
    ...(codes.length > 0 ? { 'error.type': codes[0], 'redress.error.codes': codes } : {}),
    ...(refusals.length > 0 ? { 'redress.refusal.codes': refusals } : {}),
  };
}

function addUnits(tracer: Tracer, units: readonly UnitNote[], { context, offset }: Omit<Kept, 'span'>): void {
  for (const {
    tenantKey,
    mode,
    begunAt,
    connectedAt,
    endedAt,
    ending,
    statements,
    statementCount,
  } of units) {
    const end = offset + (endedAt || performance.now());
    const unit = tracer.startSpan(
      `unit of work: ${mode}`,
      {
        startTime: offset + begunAt,
        attributes: {
          'db.system.name': 'postgresql',
          'db.namespace': tenantKey,
          'redress.unit.ending': ending ?? 'none',
          'redress.unit.statements': statementCount,
          ...(connectedAt === null ? {} : { 'redress.connection.wait_ms': connectedAt - begunAt }),
        },
      },
      context,
    );
    if (connectedAt === null) unit.setStatus({ code: SpanStatusCode.ERROR, message: 'no connection' });
    const within = trace.setSpan(ROOT_CONTEXT, unit);
    for (const { text, begunAt: sentAt, endedAt: answeredAt, rowCount, errorCode } of statements) {
      const summary = summaryOf(text);
      const attributes: Attributes = {
        'db.system.name': 'postgresql',
        'db.namespace': tenantKey,
        'db.query.summary': summary,
        'db.query.text': shownStatement(text),
        'db.response.returned_rows': rowCount,
        ...(errorCode ? { 'db.response.status_code': errorCode, 'error.type': errorCode } : {}),
      };
      const span = tracer.startSpan(
        summary,
        { kind: SpanKind.CLIENT, startTime: offset + sentAt, attributes },
        within,
      );
      if (errorCode) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(answeredAt ? offset + answeredAt : end);
    }
    unit.end(end);
  }
}

function requestAttributes({ method, route, path, status, requestId }: RequestWork): Attributes {
  return {
    'http.request.method': method === '(other)' ? '_OTHER' : method,
    'http.response.status_code': status,
    'url.path': path,
    ...(route.startsWith('/') ? { 'http.route': route } : {}),
    ...(status >= 500 ? { 'error.type': String(status) } : {}),
    'redress.request.id': requestId,
  };
}

function jobAttributes({ task, jobId, outcome }: JobWork): Attributes {
  return { 'redress.job.task': task, 'redress.job.id': jobId, 'redress.job.outcome': outcome };
}

function hasFailed(work: Work): boolean {
  if (work.kind === 'request') return work.status >= 500;
  return work.kind === 'job' ? work.outcome !== 'done' : work.codes.length > 0;
}

/** The trace that a request comes with (W3C Trace Context). It is continued whoever sends it: a trace id gives no right to anything. */
function contextBefore(work: Work): Context {
  const parent = work.kind === 'request' ? readTraceparent(work.clientTraceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

/** A job is a trace of its own, often long after; the link leads to the request, or the job, that asked for it. */
function linksOf(work: Work): Link[] {
  const cause = work.kind === 'job' ? readTraceparent(work.causedBy) : null;
  return cause ? [{ context: cause }] : [];
}

function traceparentOf(span: Span): string | null {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return (traceFlags & TraceFlags.SAMPLED) === 0 ? null : `00-${traceId}-${spanId}-01`;
}

function readTraceparent(traceparent: string | null): SpanContext | null {
  const [, version, traceId = '', spanId = '', flags = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(traceparent ?? '') ?? [];
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return version === 'ff' || !isSpanContextValid(context) ? null : context;
}
