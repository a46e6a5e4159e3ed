import { sha256 } from '../../scripts/verify-audit.mjs';
import type { SigningKey } from '../auth/signing-key.ts';

/** What a receipt is made of: the complaint's first event in the trail, and what the complaint is called. */
export interface RawReceipt {
  organisation: string;
  reference: string;
  receivedAt: string;
  eventId: string;
  eventHash: string;
  /** SHA-256 of what was submitted, as the event has it; null for imported complaints and those from before there were receipts. */
  submission: string | null;
}

/** The name under which a complaint's first event keeps the hash of what was submitted. */
export const submissionField = 'submission';

/** SHA-256, in hexadecimal, of what was submitted: the JSON text `["subject","description","desired outcome" or null]`. */
export function submissionHash({
  subject,
  description,
  desiredOutcome,
}: {
  subject: string;
  description: string;
  desiredOutcome: string | null;
}): string {
  return sha256(JSON.stringify([subject, description, desiredOutcome]));
}

/**
 * The consumer's proof that the complaint reached the organisation: signed, so that it can be verified without asking anybody, and
 * naming an event of the audit trail, so that it can be held against an export. The same complaint has the same receipt each time.
 */
export function signReceipt(key: SigningKey, tenantKey: string, raw: RawReceipt, submission: string): string {
  const receipt = {
    format: 'redress-receipt-1',
    organisation: { key: tenantKey, name: raw.organisation },
    reference: raw.reference,
    receivedAt: new Date(raw.receivedAt).toISOString(),
    submission,
    event: { id: raw.eventId, hash: raw.eventHash },
    key: key.id,
  };
  return JSON.stringify({ receipt, signature: key.sign(JSON.stringify(receipt)) });
}
