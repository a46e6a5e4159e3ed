import { logLine } from '../log.ts';
import type { Pools } from '../db/pools.ts';
import type { Observer, OperationWork, UnitNote } from './notes.ts';
import { planOf } from './statement-plan.ts';
import { shownStatement, summaryOf } from './statement-text.ts';
import { outsideWork } from './work.ts';

export interface SlowOperationOptions {
  /** From so many milliseconds on an operation is slow. */
  thresholdMilliseconds: number;
  /** Where the slowest statement's plan is asked for; null when nobody wants plans. */
  plansFrom: Pools | null;
}

const shownStatements = 5;
const planPauseMilliseconds = 60_000;

/**
 * Writes a line for each operation that takes long, with its slowest statements. With plans, also how PostgreSQL would run the slowest one:
 * at most once a minute, because an operation may be slow because the database is.
 */
export function slowOperations({ thresholdMilliseconds, plansFrom }: SlowOperationOptions): Observer {
  let nextPlanAt = 0;
  return {
    wantsDetail: (work) => work.kind === 'operation',
    ended(work) {
      if (work.kind !== 'operation' || work.endedAt - work.begunAt < thresholdMilliseconds) return;
      logLine('warn', 'slow operation', fieldsOf(work));
      if (!plansFrom || performance.now() < nextPlanAt) return;
      const [slowest] = bySlowness(work.units);
      if (!slowest) return;
      nextPlanAt = performance.now() + planPauseMilliseconds;
      void outsideWork(() => planOf(plansFrom, slowest.unit.tenantKey, slowest.text)).then((plan) =>
        logLine('warn', 'plan of a slow statement', {
          ...identityOf(work),
          statement: shownStatement(slowest.text),
          plan,
        }),
      );
    },
  };
}

function identityOf({ name, documentHash, tenant, traceId, parent }: OperationWork): Record<string, unknown> {
  return {
    operation: name,
    // The log takes longer ones for tokens.
    documentHash: documentHash?.slice(0, 16),
    tenant: tenant?.key,
    // The line may be written when the request is over.
    requestId: parent?.kind === 'request' ? parent.requestId : undefined,
    trace_id: traceId ?? undefined,
  };
}

function fieldsOf(work: OperationWork): Record<string, unknown> {
  const { units, begunAt, endedAt, turnAt, type, codes, refusals } = work;
  const statements = bySlowness(units);
  return {
    ...identityOf(work),
    type,
    ms: rounded(endedAt - begunAt),
    waitedForTurnMs: rounded((turnAt ?? endedAt) - begunAt),
    waitedForConnectionMs: rounded(
      units.reduce((sum, { begunAt: asked, connectedAt }) => sum + (connectedAt ?? endedAt) - asked, 0),
    ),
    units: units.length,
    statements: units.reduce((sum, { statementCount }) => sum + statementCount, 0),
    statementsMs: rounded(statements.reduce((sum, { ms }) => sum + ms, 0)),
    codes,
    refusals,
    slowest: statements.slice(0, shownStatements).map(({ ms, text, rowCount, errorCode }) => ({
      ms: rounded(ms),
      rows: rowCount,
      summary: summaryOf(text),
      text: shownStatement(text),
      ...(errorCode ? { errorCode } : {}),
    })),
  };
}

interface TimedStatement {
  unit: UnitNote;
  text: string;
  ms: number;
  rowCount: number;
  errorCode: string | null;
}

function bySlowness(units: readonly UnitNote[]): TimedStatement[] {
  return units
    .flatMap((unit) =>
      unit.statements.map(({ text, begunAt, endedAt, rowCount, errorCode }) => ({
        unit,
        text,
        // One that never answered lasted as long as its unit.
        ms: (endedAt || unit.endedAt || performance.now()) - begunAt,
        rowCount,
        errorCode,
      })),
    )
    .sort((one, other) => other.ms - one.ms);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
