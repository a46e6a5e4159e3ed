import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { cleanUp, makeDataDir } from '../../server/test/server-process.ts';
import { runAudit } from './audit/run-audit.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await cleanUp();
});

it('60,000 events in 12,000 chains need more than one checkpoint and many pages; the file is sound, and is not with one letter changed', async () => {
  const report = await runAudit(database, { events: 60_000, folder: makeDataDir() });
  expect(report.checkpoints).toBeGreaterThan(1);
  expect(report.untouched).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^60000 events in 12000 chains/),
  });
  expect(report.changed).toMatchObject({ code: 1, output: expect.stringMatching(/^edited: Event /m) });
});
