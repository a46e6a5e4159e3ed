import type { StatementNote, UnitNote } from './notes.ts';
import { currentWork, isObserved, tell } from './work.ts';

const most = { units: 100, statements: 200 };

/** A unit of work asks for a connection. Null when nobody looks; the other functions then do nothing. */
export function noteUnit(tenantKey: string, mode: UnitNote['mode']): UnitNote | null {
  if (!isObserved()) return null;
  const work = currentWork();
  const unit: UnitNote = {
    tenantKey,
    mode,
    begunAt: performance.now(),
    connectedAt: null,
    endedAt: 0,
    ending: null,
    statementCount: 0,
    statements: [],
    isDetailed: work?.isDetailed ?? false,
  };
  if (work && work.units.length < most.units) work.units.push(unit);
  return unit;
}

/** The unit has its connection. */
export function noteConnection(unit: UnitNote | null): void {
  if (!unit) return;
  const now = performance.now();
  unit.connectedAt = now;
  tell((observer) => observer.connected?.(now - unit.begunAt));
}

/**
 * A statement was sent; it is answered by the one of the answers that stands `at`. What travels together has one time, the opening of a unit
 * and its end with it, and fails together.
 */
export function noteStatement(
  unit: UnitNote | null,
  text: string,
  answers: Promise<readonly { rowCount: number }[]>,
  at: number,
): void {
  if (!unit) return;
  unit.statementCount += 1;
  if (!unit.isDetailed || unit.statements.length >= most.statements) return;
  const note: StatementNote = { text, begunAt: performance.now(), endedAt: 0, rowCount: 0, errorCode: null };
  unit.statements.push(note);
  answers.then(
    (answered) => {
      note.endedAt = performance.now();
      note.rowCount = answered[at]?.rowCount ?? 0;
    },
    (error: { code?: unknown }) => {
      note.endedAt = performance.now();
      note.errorCode = typeof error.code === 'string' ? error.code : 'unknown';
    },
  );
}

/** The unit is over: how PostgreSQL was told to end it. */
export function noteEnd(unit: UnitNote | null, ending: string): void {
  if (!unit) return;
  unit.endedAt = performance.now();
  unit.ending = ending;
}
