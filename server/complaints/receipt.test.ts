import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVerifier, sha256, verifyReceipt, type Receipt } from '../../scripts/verify-audit.mjs';
import { exportTrail } from '../audit/export-trail.ts';
import { makeCheckpoints } from '../audit/make-checkpoints.ts';
import { newSigningKey, signingKeyOf } from '../auth/signing-key.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let publicKey: string;
let complaintId: string;
const submitted = { subject: 'The “lid”', description: 'It leaks.\nEvery day 😀' };

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  publicKey = signingKeyOf(api.services.config.auditSigningKey).publicKey;
  const { complaint } = await api.change(acme.viewers.consumer, 'submitComplaint', submitted);
  complaintId = complaint!.id;
});
afterAll(() => api.stop());

interface Answer {
  complaint: { receipt: { document: string; submissionHash: string; keyId: string } | null } | null;
}

async function receiptFor(viewer = acme.viewers.consumer) {
  const query = `query ($id: ID!) { complaint(id: $id) { receipt { document submissionHash keyId } } }`;
  const { complaint } = await api.get<Answer>(viewer, query, { id: complaintId });
  return complaint?.receipt ?? null;
}

async function findingsWith(receipts: Receipt[]): Promise<string[]> {
  await makeCheckpoints(api.services, acme.tenant.key);
  const verifier = createVerifier({ publicKeys: [publicKey], receipts });
  for await (const line of exportTrail(api.services, acme.tenant)) verifier.line(line);
  return verifier.end().findings.map(({ code }) => code);
}

describe("the consumer's receipt", () => {
  it('says what was received, by whom and when, and is signed', async () => {
    const receipt = await receiptFor();
    const { receipt: verified, findings } = verifyReceipt(String(receipt?.document), [publicKey]);
    expect(findings).toEqual([]);
    expect(verified).toMatchObject({
      organisation: { key: acme.tenant.key, name: 'acme Ltd' },
      reference: expect.stringMatching(/^ACME-\d{4}-000001$/),
      receivedAt: api.clock.now.toISOString(),
      submission: sha256(JSON.stringify([submitted.subject, submitted.description, null])),
    });
    expect(receipt?.submissionHash).toBe(verified?.submission);
  });

  it('is the same each time, also after the complaint went on', async () => {
    const before = await receiptFor();
    await api.change(acme.viewers.support, 'startComplaint', { id: complaintId, version: 1 });
    expect(await receiptFor()).toEqual(before);
    expect(await receiptFor(acme.viewers.manager)).toEqual(before);
  });

  it('verifies indented too, and not with a letter changed or with another key', async () => {
    const document = String((await receiptFor())?.document);
    const codes = (text: string, key = publicKey) =>
      verifyReceipt(text, [key]).findings.map(({ code }) => code);
    expect(codes(JSON.stringify(JSON.parse(document), null, 2))).toEqual([]);
    expect(codes(document.replace('-000001', '-000002'))).toEqual(['bad_signature']);
    expect(codes(document.replace('"signature":"', '"signature":"A'))).toEqual(['bad_signature']);
    expect(codes(document, signingKeyOf(newSigningKey()).publicKey)).toEqual(['wrong_key']);
    expect(codes('{}')).toEqual(['malformed']);
    expect(codes('no JSON')).toEqual(['malformed']);
  });

  it('is held against an export: the event that it names must be there and say the same', async () => {
    const { receipt } = verifyReceipt(String((await receiptFor())?.document), [publicKey]);
    if (!receipt) throw new Error('No receipt');
    expect(await findingsWith([receipt])).toEqual([]);
    expect(await findingsWith([{ ...receipt, submission: sha256('something else') }])).toEqual(['receipt']);
    expect(await findingsWith([{ ...receipt, reference: 'ACME-2026-000009' }])).toEqual(['receipt']);
    const elsewhere = { ...receipt, event: { ...receipt.event, id: '01890000-0000-7000-8000-000000000000' } };
    expect(await findingsWith([elsewhere])).toEqual(['receipt']);
  });

  it('is nobody else’s to read', async () => {
    expect(await receiptFor(acme.viewers.consumer2)).toBeNull();
  });
});
