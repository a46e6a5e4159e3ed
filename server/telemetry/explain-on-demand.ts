import type { Notices } from '../db/notices.ts';
import type { Pools } from '../db/pools.ts';
import { logLine } from '../log.ts';
import type { Observer, OperationWork } from './notes.ts';
import { bySlowness, fieldsOf, identityOf, shownStatements } from './operation-fields.ts';
import { planOf } from './statement-plan.ts';
import { shownStatement } from './statement-text.ts';
import { observe, outsideWork } from './work.ts';

const explainChannel = 'redress_explain';

/** What an operator wants to see into. */
export interface ExplainDemand {
  /** An operation by its name, or by the beginning of its document's SHA-256 as the log has it. */
  operation: string;
  /** For so long it is waited for. */
  minutes: number;
}

const demandShape = /^(\w{1,100}) (\d{1,2})$/;

/** Asks every server process on the database to write the next such operation into its log. Null when it can, or a sentence that says why it cannot. */
export async function demandExplanation(
  pools: Pools,
  { operation, minutes }: ExplainDemand,
): Promise<string | null> {
  const payload = `${operation} ${minutes}`;
  if (!readDemand(payload))
    return 'Say which operation, by its name or documentHash, and for 1 to 60 minutes.';
  await pools.aside.query({ text: 'select pg_notify($1, $2)', values: [explainChannel, payload] });
  return null;
}

/**
 * Lets operators ask this process while it runs: the first operation that fits is written into the log with its statements and how PostgreSQL
 * would run them. A new demand takes the place of the one before. Anybody on the database may ask; what is told goes into the log alone.
 */
export function explainOnDemand(pools: Pools, notices: Notices): void {
  let withdraw = (): void => undefined;
  const onNotice = (payload: string): void => {
    const demand = readDemand(payload);
    if (!demand) return;
    withdraw();
    const stop = observe(explainer(demand.operation, pools, () => withdraw()));
    const timer = setTimeout(stop, demand.minutes * 60_000);
    timer.unref();
    withdraw = () => {
      clearTimeout(timer);
      stop();
    };
  };
  notices.hear(explainChannel, onNotice, () => undefined);
}

function readDemand(payload: string): ExplainDemand | null {
  const [, operation, minutes] = demandShape.exec(payload) ?? [];
  if (operation === undefined || Number(minutes) < 1 || Number(minutes) > 60) return null;
  return { operation, minutes: Number(minutes) };
}

function explainer(operation: string, pools: Pools, withdraw: () => void): Observer {
  return {
    // Its name is not known yet.
    wantsDetail: (work) => work.kind === 'operation',
    ended(work) {
      // One that had begun before has no statements noted.
      if (work.kind !== 'operation' || !work.isDetailed || !isMeant(work, operation)) return;
      withdraw();
      logLine('warn', 'operation on demand', fieldsOf(work));
      void outsideWork(() => tellPlans(pools, work));
    },
  };
}

function isMeant({ name, documentHash }: OperationWork, operation: string): boolean {
  return name === operation || (operation.length >= 16 && !!documentHash?.startsWith(operation));
}

async function tellPlans(pools: Pools, work: OperationWork): Promise<void> {
  for (const { unit, text } of bySlowness(work).slice(0, shownStatements)) {
    const plan = await planOf(pools, unit.tenantKey, text);
    logLine('warn', 'plan of a statement', { ...identityOf(work), statement: shownStatement(text), plan });
  }
}
