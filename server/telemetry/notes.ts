/** One statement. Its text has no values in it: see `statement-text.ts`. */
export interface StatementNote {
  text: string;
  begunAt: number;
  /** 0 while it runs. */
  endedAt: number;
  rowCount: number;
  /** PostgreSQL's code of what went wrong. */
  errorCode: string | null;
}

/** One unit of work as it is noted. Times are milliseconds of `performance.now()`. */
export interface UnitNote {
  tenantKey: string;
  mode: 'read' | 'write';
  begunAt: number;
  /** When it had its connection; null when it got none. */
  connectedAt: number | null;
  endedAt: number;
  ending: string | null;
  statementCount: number;
  /** The first two hundred of a work that is noted in detail. */
  statements: StatementNote[];
  isDetailed: boolean;
}

/** What every kind of noted work has. Times are milliseconds of `performance.now()`. */
export interface Noted {
  begunAt: number;
  endedAt: number;
  /** The request that an operation came with; null for what nobody asked for. */
  parent: Work | null;
  /** Somebody wants its units and statements, not only how long it took. */
  isDetailed: boolean;
  /** The first hundred. */
  units: UnitNote[];
  /** What tracing keeps about it. */
  trace: unknown;
  /** The trace that it belongs to, for the log. */
  traceId: string | null;
  /** What leads to it from elsewhere (W3C Trace Context); null when its trace is not kept. */
  traceparent: string | null;
}

export interface RequestFacts {
  kind: 'request';
  requestId: string;
  method: string;
  /** One of a few words; never what a client made up. */
  route: string;
  /** Without what comes after `?`, and without secrets of links. */
  path: string;
  /** As it is logged: 499 when the client went away. */
  status: number;
  /** The W3C `traceparent` that came with it. */
  clientTraceparent: string | null;
}

export interface OperationFacts {
  kind: 'operation';
  /** As the client calls it; null when it has no name. */
  name: string | null;
  /** Null for a document that is not valid. */
  type: string | null;
  documentHash: string | null;
  /** Whose data it was about; null for visitors. */
  tenant: { key: string; slug: string } | null;
  /** When it was its group's turn; null when that did not come. */
  turnAt: number | null;
  /** Codes of the errors in the answer, each once. */
  codes: string[];
  /** Codes of the typed errors that the answer shows, each once. */
  refusals: string[];
}

export interface JobFacts {
  kind: 'job';
  task: string;
  /** As the log has it. */
  jobId: string;
  /** The `traceparent` of the work in which it was asked for; null when nobody did, or that trace is not kept. */
  causedBy: string | null;
  /** What became of it: `failed` jobs are tried again or told in the log, `dead` ones wait for the operator. */
  outcome: 'done' | 'failed' | 'dead';
}

export type Facts = RequestFacts | OperationFacts | JobFacts;
export type RequestWork = Noted & RequestFacts;
export type OperationWork = Noted & OperationFacts;
export type JobWork = Noted & JobFacts;
export type Work = RequestWork | OperationWork | JobWork;

/** Who looks inside: the metrics, the traces, the log of slow operations. What it is told it may read, never change. */
export interface Observer {
  /** Whether it wants the work's units and statements. */
  wantsDetail?(work: Work): boolean;
  began?(work: Work): void;
  /** It was an operation's turn, or it did not come. */
  tookTurn?(work: OperationWork): void;
  ended?(work: Work): void;
  /** A unit of work waited that long for its connection. */
  connected?(waitMilliseconds: number): void;
  /** Somebody sent more than a limit allows. */
  refusedTraffic?(limit: string): void;
  /** So many streams of live updates are open now. */
  openStreams?(count: number): void;
}
