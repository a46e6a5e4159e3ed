import type { ClientBase } from 'pg';
import { compile, type SqlBuilder, type Statement } from '../db/sql.ts';
import type { LastStep, WriteUnit } from './with-tenant.ts';

/**
 * A unit of work on a transaction that somebody else opened and ends, in which the role is the tenant's. Statements go one by one; `finish`
 * writes what comes last.
 */
export function unitOn(
  client: ClientBase,
  tenantKey: string,
): { unit: WriteUnit; finish: () => Promise<void> } {
  let statementCount = 0;
  let written: (Statement | SqlBuilder)[] = [];
  const last: LastStep[] = [];
  const run = async <Row>(work: Statement | SqlBuilder): Promise<Row[]> => {
    const { text, values } = 'text' in work ? work : compile(work);
    const { rows } = await client.query({ text, values: [...values] });
    return rows as Row[];
  };
  const runWritten = async () => {
    const waiting = written;
    written = [];
    for (const work of waiting) await run(work);
  };
  const unit: WriteUnit = {
    tenantKey,
    mode: 'write',
    get statementCount() {
      return statementCount;
    },
    async query<Row>(work: Statement | SqlBuilder): Promise<Row[]> {
      statementCount += 1;
      await runWritten();
      return run<Row>(work);
    },
    write(work) {
      statementCount += 1;
      written.push(work);
    },
    beforeCommit: (step) => void last.push(step),
    afterCommit: () => undefined,
  };
  const finish = async () => {
    for (const step of last) await step();
    await runWritten();
  };
  return { unit, finish };
}
