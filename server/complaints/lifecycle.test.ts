import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

const text = { subject: 'The kettle leaks', description: 'It leaks from the base since the second day.' };

describe('the life of a complaint', () => {
  it('goes from a consumer to a confirmed resolution, and its history tells it', async () => {
    const { consumer, support, manager } = acme.viewers;
    const submitted = await api.change(
      consumer,
      'submitComplaint',
      text,
      'complaint { id version status reference availableActions { action allowed reason } }',
    );
    expect(submitted).toMatchObject({
      errors: [],
      complaint: { status: 'OPEN', version: 1, reference: 'ACME-2026-000001' },
    });
    const { id } = submitted.complaint!;
    const started = await api.change(support, 'startComplaint', { id, version: 1 });
    expect(started).toMatchObject({ errors: [], complaint: { status: 'IN_PROGRESS', version: 2 } });
    const asked = await api.change(support, 'awaitConsumer', { id, version: 2, question: 'Which colour?' });
    expect(asked).toMatchObject({ errors: [], complaint: { version: 3 } });
    const reply = await api.change(
      consumer,
      'addComment',
      { complaintId: id, body: 'Red.' },
      'comment { body kind isMine authorName } complaint { id version waitingFor }',
    );
    expect(reply).toMatchObject({
      errors: [],
      comment: { body: 'Red.', kind: 'REPLY', isMine: true },
      complaint: { version: 4, waitingFor: null },
    });
    const resolved = await api.change(
      support,
      'resolveComplaint',
      {
        id,
        version: 4,
        outcome: 'UPHELD',
        explanation: 'A bad seal. We send a new one.',
        rootCause: 'Seal supplier',
        remedy: 'Replacement',
        redress: { amountMinor: 1500 },
      },
      'complaint { id version status confirmBy resolution { outcome rootCause redress { amountMinor currency } proposedBy { displayName } } }',
    );
    expect(resolved).toMatchObject({
      errors: [],
      complaint: {
        status: 'RESOLVED',
        resolution: {
          outcome: 'UPHELD',
          rootCause: 'Seal supplier',
          redress: { amountMinor: 1500, currency: 'USD' },
        },
      },
    });
    const accepted = await api.change(
      consumer,
      'acceptResolution',
      { id, version: 5 },
      'complaint { status closeReason acceptance { method } }',
    );
    expect(accepted).toMatchObject({
      errors: [],
      complaint: { status: 'CLOSED', closeReason: 'ACCEPTED', acceptance: { method: 'ONLINE' } },
    });
    const { data, readStatements } = await api.ask(
      manager,
      `{ complaint(id: "${id}") { timeline { nodes { summary } } comments { totalCount nodes { body authorName } } } }`,
    );
    expect(readStatements).toBe(1);
    expect(data).toEqual({
      complaint: {
        timeline: {
          nodes: [
            { summary: 'Carla Consumer submitted the complaint.' },
            { summary: 'The complaint was acknowledged.' },
            { summary: 'Sam Support began to work on the complaint.' },
            { summary: 'Sam Support asked a question: “Which colour?”' },
            { summary: 'Carla Consumer wrote a message.' },
            { summary: 'The wait is over: the complaint is worked on again.' },
            { summary: 'Sam Support gave the final response: upheld.' },
            { summary: 'Carla Consumer accepted the resolution.' },
          ],
        },
        comments: {
          totalCount: 2,
          nodes: [
            { body: 'Which colour?', authorName: 'Sam Support' },
            { body: 'Red.', authorName: 'Carla Consumer' },
          ],
        },
      },
    });
  });
});
