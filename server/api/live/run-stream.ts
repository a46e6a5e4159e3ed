import type { ExecutionResult } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestOrigin, Viewer } from '../../auth/viewer.ts';
import { followComplaints } from '../../complaints/live/complaint-changes.ts';
import type { Context } from '../../context.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import { outsideWork, tell } from '../../telemetry/work.ts';
import type { Authentication } from '../authenticate.ts';
import { withDocument } from '../documents/with-document.ts';
import { runOperation, type Api } from '../graphql-endpoint.ts';
import { faultFields, logLine } from '../../log.ts';
import { pendingChanges, type PendingChanges } from './pending-changes.ts';
import type { Transport } from './streams.ts';

/** What a client asks a stream of. */
export interface StreamRequest {
  /** As a request to `/graphql` has them: `query`, `variables`, `operationName`, or the document by its hash. */
  parameters: unknown;
  viewer: Viewer;
  origin: RequestOrigin;
  authenticate(): Promise<Authentication>;
  transport: Transport;
}

/**
 * Runs a stream: gives one answer for each event, until it is over or `return` is called. Each event is an operation of its own, with all that
 * stands before one: who asks is asked again, the permission table, the limits and costs, the organisation's share; and what it reads, it
 * reads as the viewer of that moment.
 */
export function runStream(api: Api, request: StreamRequest): AsyncGenerator<ExecutionResult, void> {
  const pending = pendingChanges();
  const results = answerEvents(api, request, pending);
  return Object.assign(Object.create(results) as typeof results, {
    next: () => results.next(),
    throw: (error: unknown) => results.throw(error),
    // A generator that waits for something to happen would hear of its end when it happens.
    return() {
      pending.end();
      return results.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  });
}

async function* answerEvents(
  api: Api,
  request: StreamRequest,
  pending: PendingChanges,
): AsyncGenerator<ExecutionResult, void> {
  const { viewer, transport, authenticate } = request;
  const place = api.streams.admit({ viewer, authenticate, ...transport });
  if (!place) {
    tell((observer) => observer.refusedTraffic?.('streams'));
    return yield failure('RATE_LIMITED', 'There are too many streams open.');
  }
  let concerns: (change: ChangeFact) => boolean = () => true;
  // Before the first look, so that nothing falls between.
  const stopFollowing = followComplaints(api.services.pools, viewer.tenant.key, (changes) => {
    const mine = changes && changes.filter((change) => concerns(change));
    if (mine?.length !== 0) pending.add(mine);
  });
  try {
    let event: StreamEvent | null = { changes: [], isResync: true, isFirst: true };
    while (event) {
      const answer: Answered | 'out' | 'later' = await answerEvent(api, request, event);
      if (answer === 'out') return transport.cut();
      if (answer === 'later') pending.add(null);
      else {
        if (isSomething(answer.result)) yield answer.result;
        if (!answer.concerns) return;
        ({ concerns } = answer);
      }
      // An event is read when it can be sent: who waited long gets what is so then, and what they may see then.
      await untilTaken(transport, pending);
      const next = await pending.take();
      event = next && { ...next, isFirst: false };
    }
  } finally {
    stopFollowing();
    place.leave();
  }
}

interface StreamEvent {
  changes: ChangeFact[];
  isResync: boolean;
  isFirst: boolean;
}

interface Answered {
  result: ExecutionResult;
  /** Null: the stream has come to its end. */
  concerns: ((change: ChangeFact) => boolean) | null;
}

/** Answers one event; 'out' when whoever opened the stream is not let in any more, 'later' when there is too much to do. */
async function answerEvent(
  api: Api,
  { parameters, viewer, origin, authenticate }: StreamRequest,
  { isFirst, ...event }: StreamEvent,
): Promise<Answered | 'out' | 'later'> {
  const leave = await api.streams.turns.enter(viewer.tenant.key);
  if (!leave) return 'later';
  try {
    const now = await authenticate();
    if (!now.ok || now.viewer?.sessionId !== viewer.sessionId) return 'out';
    let concerns: Answered['concerns'] = null;
    const follow = (chosen: (change: ChangeFact) => boolean) => void (concerns = chosen);
    const answer = async (context: Context) => {
      const sent = { search: new URLSearchParams(), body: parameters };
      const asked = await withDocument(api.documents, context, sent);
      if (!asked.ok) return failure(asked.code, asked.message);
      context.live = { ...event, follow };
      const operation = operationOf(asked.body);
      const { body } = await api.apollo.executeOperation(operation, { contextValue: context });
      if (body.kind !== 'single') throw new Error('Incremental delivery is not served');
      return body.singleResult as ExecutionResult;
    };
    // A stream may last for hours: each event is a trace of its own.
    const result = await outsideWork(() => runOperation(api, now.viewer, origin, null, answer));
    if (result !== 'full' && (isFirst || !isRefusedForNow(result))) return { result, concerns };
  } catch (error) {
    // The database is away, most likely: the stream waits for it.
    logLine('warn', 'an event of a stream could not be answered', faultFields(error));
  } finally {
    leave();
  }
  await sleep(laterMilliseconds, undefined, { ref: false });
  return 'later';
}

const laterMilliseconds = 2_000;

/** Of what a client sent that which makes an operation. */
function operationOf(body: unknown): { query?: string; operationName?: string; variables?: object } {
  const { query, operationName, variables } = Object(body) as Record<string, unknown>;
  return {
    ...(typeof query === 'string' ? { query } : {}),
    ...(typeof operationName === 'string' ? { operationName } : {}),
    ...(typeof variables === 'object' && variables !== null ? { variables } : {}),
  };
}

/** An event that gives nothing is left out: it is none of this viewer's business. */
function isSomething({ data, errors }: ExecutionResult): boolean {
  if (errors) return true;
  return Object.values(data ?? {}).some((value) => value !== null);
}

function isRefusedForNow({ errors }: ExecutionResult): boolean {
  const codes = (errors ?? []).map(({ extensions }) => extensions?.['code']);
  return codes.includes('RATE_LIMITED') || codes.includes('UNAVAILABLE');
}

/**
 * Waits until the client has taken what was sent before: a slow one gets fewer events, not a longer queue. One that takes too long is cut
 * (streams.ts), and the stream is over then.
 */
async function untilTaken(transport: Transport, pending: PendingChanges): Promise<void> {
  while (transport.bufferedBytes() > 0 && !pending.isOver())
    await sleep(takenMilliseconds, undefined, { ref: false });
}

const takenMilliseconds = 100;

function failure(code: string, message: string): ExecutionResult {
  return { errors: [{ message, extensions: { code } }] } as unknown as ExecutionResult;
}
