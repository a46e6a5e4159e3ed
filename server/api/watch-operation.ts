import type { GraphQLRequestContext } from '@apollo/server';
import type { Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import type { OperationFacts, OperationWork } from '../telemetry/notes.ts';
import { beginWork, currentWork, endWork, inWork, tell } from '../telemetry/work.ts';

/** The steps of an operation, noted for whoever looks inside. */
export interface OperationWatch {
  run<Result>(work: () => Result): Result;
  /** It is the operation's turn, or that did not come and the operation is over. */
  tookTurn(isTurn: boolean): void;
  answered(): void;
  /** Its last unit of work is over too. An operation that began a session belongs to the session's organisation. */
  ended(viewer: Viewer | null): void;
}

const nothing = () => undefined;
const unwatched: OperationWatch = {
  run: (work) => work(),
  tookTurn: nothing,
  answered: nothing,
  ended: nothing,
};

/** Begins to watch an operation. */
export function watchOperation(viewer: Viewer | null): OperationWatch {
  const work = beginWork<OperationFacts>({
    kind: 'operation',
    name: null,
    type: null,
    documentHash: null,
    tenant: viewer?.tenant ?? null,
    turnAt: null,
    codes: [],
    refusals: [],
  });
  return work ? new Watch(work) : unwatched;
}

class Watch implements OperationWatch {
  readonly #work: OperationWork;

  constructor(work: OperationWork) {
    this.#work = work;
  }

  run<Result>(run: () => Result): Result {
    return inWork(this.#work, run);
  }

  tookTurn(isTurn: boolean): void {
    const work = this.#work;
    if (isTurn) work.turnAt = performance.now();
    tell((observer) => observer.tookTurn?.(work));
    if (isTurn) return;
    noteCrowd();
    endWork(work);
  }

  answered(): void {
    this.#work.endedAt = performance.now();
  }

  ended(holder: Viewer | null): void {
    this.#work.tenant = holder?.tenant ?? null;
    endWork(this.#work);
  }
}

/** Notes that an operation was refused because too much is asked at once. */
export function noteCrowd(): void {
  tell((observer) => observer.refusedTraffic?.('at-once'));
}

/** Notes which operation it is. */
export function noteOperation({ operationName, operation }: GraphQLRequestContext<Context>): void {
  const work = operationAtWork();
  if (!work) return;
  work.name = operationName ?? null;
  work.type = operation?.operation ?? null;
}

/** Notes the errors of an operation's answer. */
export function noteAnswer({ queryHash, response: { body } }: GraphQLRequestContext<Context>): void {
  const work = operationAtWork();
  if (!work) return;
  work.documentHash = queryHash ?? null;
  if (body?.kind === 'single') noteCodes(work, body.singleResult.errors ?? []);
}

function operationAtWork(): OperationWork | null {
  const work = currentWork();
  return work?.kind === 'operation' ? work : null;
}

function noteCodes(
  work: OperationWork,
  errors: readonly { extensions?: Record<string, unknown> | undefined }[],
): void {
  for (const { extensions } of errors) {
    const code = String(extensions?.['code'] ?? 'UNKNOWN');
    if (!work.codes.includes(code)) work.codes.push(code);
  }
}
