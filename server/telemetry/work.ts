import { AsyncLocalStorage } from 'node:async_hooks';
import { addLogFields } from '../log.ts';
import type { Facts, JobFacts, Noted, Observer, Work } from './notes.ts';

let observers: readonly Observer[] = [];
const workOfCall = new AsyncLocalStorage<Work>();

/** Lets an observer see all that happens from now on; gives what ends that. */
export function observe(observer: Observer): () => void {
  observers = [...observers, observer];
  return () => {
    observers = observers.filter((other) => other !== observer);
  };
}

/** Tells every observer. */
export function tell(told: (observer: Observer) => void): void {
  for (const observer of observers) told(observer);
}

/** Whether anybody looks: when not, nothing is noted. */
export function isObserved(): boolean {
  return observers.length > 0;
}

/** The work that the running code belongs to. */
export function currentWork(): Work | null {
  return observers.length > 0 ? (workOfCall.getStore() ?? null) : null;
}

/** What leads to the trace of the running code from elsewhere; null when there is none that is kept. */
export function currentTraceparent(): string | null {
  return currentWork()?.traceparent ?? null;
}

/** Begins to note a piece of work; null when nobody looks. */
export function beginWork<Kind extends Facts>(facts: Kind): (Noted & Kind) | null {
  if (observers.length === 0) return null;
  const parent = currentWork();
  const work: Noted & Kind = {
    ...facts,
    begunAt: performance.now(),
    endedAt: 0,
    parent,
    isDetailed: false,
    units: [],
    trace: null,
    traceId: parent?.traceId ?? null,
    traceparent: parent?.traceparent ?? null,
  };
  const seen = work as unknown as Work;
  tell((observer) => observer.began?.(seen));
  work.isDetailed = observers.some((observer) => observer.wantsDetail?.(seen) ?? false);
  return work;
}

/** Runs what belongs to the work; what it opens is noted there. */
export function inWork<Result>(work: Work | null, run: () => Result): Result {
  return work ? workOfCall.run(work, run) : run();
}

/** Runs what belongs to no work, such as what is done about one that is over. */
export function outsideWork<Result>(run: () => Result): Result {
  return workOfCall.exit(run);
}

/** An answer shows a typed error of that code. */
export function noteRefusal(code: string): void {
  const work = currentWork();
  if (work?.kind === 'operation' && !work.refusals.includes(code)) work.refusals.push(code);
}

/** The work is over, and everybody is told. It ended now, or when `endedAt` was set before. */
export function endWork(work: Work | null): void {
  if (!work) return;
  work.endedAt ||= performance.now();
  tell((observer) => observer.ended?.(work));
}

/** Runs a job, which says what became of it; one that throws has failed. */
export async function watchJob(
  { task, jobId, causedBy }: Pick<JobFacts, 'task' | 'jobId' | 'causedBy'>,
  run: () => Promise<JobFacts['outcome']>,
): Promise<void> {
  const work = beginWork<JobFacts>({ kind: 'job', task, jobId, causedBy, outcome: 'failed' });
  if (work?.traceId) addLogFields({ trace_id: work.traceId });
  try {
    const outcome = await inWork(work, run);
    if (work) work.outcome = outcome;
  } finally {
    endWork(work);
  }
}
