import type { OperationWork, UnitNote } from './notes.ts';
import { shownStatement, summaryOf } from './statement-text.ts';

/** Of so many statements an operation's line tells. */
export const shownStatements = 5;

/** By which an operation's lines in the log are found. */
export function identityOf({
  name,
  documentHash,
  tenant,
  traceId,
  parent,
}: OperationWork): Record<string, unknown> {
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

/** An operation as the log tells it: how long it took, where it waited, and its slowest statements. */
export function fieldsOf(work: OperationWork): Record<string, unknown> {
  const { units, begunAt, endedAt, turnAt, type, codes, refusals } = work;
  const statements = bySlowness(work);
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

/** A statement of an operation, and how long it took. */
export interface TimedStatement {
  unit: UnitNote;
  text: string;
  ms: number;
  rowCount: number;
  errorCode: string | null;
}

/** The slowest first. */
export function bySlowness({ units }: OperationWork): TimedStatement[] {
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
