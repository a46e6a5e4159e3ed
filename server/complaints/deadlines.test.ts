import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { deadlinesOf } from './deadlines.ts';

const day = 86_400_000;
const begin = new Date('2026-01-01T12:00:00Z');

describe('a deadline', () => {
  const row = (given: Partial<Parameters<typeof deadlinesOf>[0]>) => ({
    raw_acknowledge_by: null,
    raw_acknowledged_at: null,
    raw_final_response_by: '2026-03-01T00:00:00Z',
    raw_final_responded_at: null,
    raw_ended_at: null,
    ...given,
  });
  const isOverdue = (given: Parameters<typeof row>[0], now: string) =>
    deadlinesOf(row(given), new Date(now))[0]?.isOverdue;

  it('is over at its moment, not before', () => {
    expect(isOverdue({}, '2026-02-28T23:59:59.999Z')).toBe(false);
    expect(isOverdue({}, '2026-03-01T00:00:00Z')).toBe(true);
  });

  it('that was met in time stays met, and one that was met late stays late', () => {
    expect(isOverdue({ raw_final_responded_at: '2026-02-01T00:00:00Z' }, '2027-01-01T00:00:00Z')).toBe(false);
    expect(isOverdue({ raw_final_responded_at: '2026-03-02T00:00:00Z' }, '2026-03-03T00:00:00Z')).toBe(true);
  });

  it('of a complaint that was withdrawn in time never becomes overdue', () => {
    expect(isOverdue({ raw_ended_at: '2026-02-01T00:00:00Z' }, '2027-01-01T00:00:00Z')).toBe(false);
  });
});

describe('a complaint that comes back', () => {
  let api: TestApi;
  let acme: TestOrganisation;
  beforeAll(async () => {
    api = await startTestApi();
    acme = await createOrganisation(api.database, 'acme');
  });
  afterAll(() => api.stop());

  it('after a final response in time is not overdue, however long it takes, and counts and lists agree', async () => {
    const { consumer, support, manager } = acme.viewers;
    api.clock.now = begin;
    const { complaint } = await api.change(consumer, 'submitComplaint', {
      subject: 'Kettle',
      description: 'It leaks.',
    });
    const id = complaint!.id;
    await api.change(support, 'startComplaint', { id, version: 1 });
    const resolution = { outcome: 'UPHELD', explanation: 'Yes.', rootCause: 'Seal', remedy: 'New one' };
    await api.change(support, 'resolveComplaint', { id, version: 2, ...resolution });
    const rejected = await api.change(consumer, 'rejectResolution', {
      id,
      version: 3,
      reason: 'Still leaks',
    });
    expect(rejected).toMatchObject({ errors: [], complaint: { status: 'IN_PROGRESS' } });

    api.clock.now = new Date(begin.getTime() + 100 * day);
    const data = await api.get(
      manager,
      `{ complaint(id: "${id}") { isOverdue deadlines { kind isOverdue metAt } } complaintStatistics { overdue dueSoon }
         complaints(filter: { isOverdue: true }) { totalCount } }`,
    );
    expect(data).toEqual({
      complaint: {
        isOverdue: false,
        deadlines: [
          { kind: 'ACKNOWLEDGEMENT', isOverdue: false, metAt: begin.toISOString() },
          { kind: 'FINAL_RESPONSE', isOverdue: false, metAt: begin.toISOString() },
        ],
      },
      complaintStatistics: { overdue: 0, dueSoon: 0 },
      complaints: { totalCount: 0 },
    });
  });
});
