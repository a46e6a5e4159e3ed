import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

const fields = 'verification { isSound eventCount checkpointCount findingCount findings { code message } }';
const verify = (input: Record<string, unknown> = {}) =>
  api.change(acme.viewers.admin, 'verifyAudit', input, fields);

interface State {
  auditVerification: {
    eventCount: number;
    chainCount: number;
    unsignedCount: number;
    lastCheckpoint: { number: number; hash: string } | null;
    publicKey: string;
  };
}
const state = async () =>
  (
    await api.get<State>(
      acme.viewers.admin,
      `{ auditVerification { eventCount chainCount unsignedCount lastCheckpoint { number hash } publicKey } }`,
    )
  ).auditVerification;

describe('an administrator', () => {
  it('sees how the trail stands, and has it verified: everything is signed before, and the asking is an event', async () => {
    const before = await state();
    expect(before).toMatchObject({
      lastCheckpoint: null,
      publicKey: expect.stringMatching(/^-----BEGIN PUBLIC/),
    });
    expect(before.unsignedCount).toBe(before.eventCount);
    expect(await verify()).toMatchObject({
      errors: [],
      verification: { isSound: true, eventCount: before.eventCount + 1, checkpointCount: 1, findings: [] },
    });
    expect(await state()).toMatchObject({
      eventCount: before.eventCount + 1,
      unsignedCount: 0,
      lastCheckpoint: { number: 1 },
    });
    const { auditEvents } = await api.get<{ auditEvents: { nodes: unknown[] } }>(
      acme.viewers.admin,
      `{ auditEvents(first: 1) { nodes { action actorName subjectType } } }`,
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'audit.verification_requested', actorName: 'Ada Admin', subjectType: 'organisation' },
    ]);
  });

  it('compares with a checkpoint that was kept', async () => {
    const { number, hash } = (await state()).lastCheckpoint as { number: number; hash: string };
    expect(await verify({ checkpoint: ` ${number}:${hash} ` })).toMatchObject({
      verification: { isSound: true },
    });
    const grouped = hash.match(/.{16}/g)?.join(':');
    expect(await verify({ checkpoint: `${number}:${grouped}` })).toMatchObject({
      verification: { isSound: true },
    });
    expect(await verify({ checkpoint: `99:${hash}` })).toMatchObject({
      verification: { isSound: false, findings: [{ code: 'checkpoint_missing' }] },
    });
    expect(await verify({ checkpoint: 'the last one' })).toMatchObject({
      verification: null,
      errors: [{ code: 'INVALID_INPUT', path: ['checkpoint'] }],
    });
  });

  it('waits for a verification that is under way', async () => {
    const both = await Promise.all([verify(), verify()]);
    const refused = both.filter(({ errors }) => errors.length > 0);
    expect(refused).toMatchObject([{ verification: null, errors: [{ code: 'NOT_ALLOWED' }] }]);
  });

  it('is told what somebody with all rights in the database edited', async () => {
    await withAdmin(api.database.adminUrl, (admin) =>
      admin.query(`update "${acme.tenant.key}".audit_events set actor_name = 'Nobody' where subject_label = 'sam'
        or id = (select min(id::text)::uuid from "${acme.tenant.key}".audit_events)`),
    );
    const { verification } = (await verify()) as unknown as {
      verification: { isSound: boolean; findings: { code: string; message: string }[] };
    };
    expect(verification).toMatchObject({ isSound: false, findingCount: 1 });
    expect(verification.findings[0]).toMatchObject({
      code: 'edited',
      message: expect.stringMatching(/^Event 1 of /),
    });
  });
});
