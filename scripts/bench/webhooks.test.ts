import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { runWebhooks } from './webhooks/run-webhooks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('300 events to a target that fails one call in five are all delivered, in order per complaint, and known again by their ids', async () => {
  const report = await runWebhooks(database, { events: 300, seed: 7 });
  expect(report).toMatchObject({ events: 300, missing: 0, disordered: 0, undelivered: 0, left: 0 });
  expect(report.calls.forged).toBe(0);
  expect(report.doubles).toBeGreaterThan(0);
  expect(
    Math.min(report.calls.refused, report.calls.odd, report.calls.hung, report.calls.reset),
  ).toBeGreaterThan(0);
});
