import { v7 as uuidv7 } from 'uuid';
import { systemActor } from '../audit/audit.store.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { mailConsumers } from '../mail/queue-mail.ts';
import { findUsableCategory } from '../categories/usable-category.queries.ts';
import type { Channel, Origin, Priority } from '../shared/complaint.ts';
import type { InputChecks } from '../shared/checks.ts';
import { invalidInput } from '../shared/refusal.ts';
import { textLimits } from '../shared/limits.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertComplaints } from './new-complaint.store.ts';
import { submissionField, submissionHash } from './receipt.ts';
import { recordComplaintEvents, type ToldBy } from './record-complaint-event.ts';

/** What the consumer says. */
export interface ComplaintText {
  subject: string;
  description: string;
  desiredOutcome: string | null;
}

/** A complaint that is about to be written, checked. */
export interface ComplaintToCreate extends ComplaintText {
  consumerId: string;
  categoryId: string | null;
  channel: Channel;
  priority: Priority;
  origin: Origin;
  receivedAt: Date;
  /** Its id in the system that it came from. */
  externalReference?: string | null;
}

/** Reads the words of a complaint out of an input; what is wrong is added to the checks. */
export function checkComplaintText(
  checks: InputChecks,
  input: { subject: string; description: string; desiredOutcome?: string | null },
): ComplaintText {
  return {
    subject: checks.text(['subject'], input.subject, textLimits.subject),
    description: checks.text(['description'], input.description, textLimits.description),
    desiredOutcome: checks.optionalText(['desiredOutcome'], input.desiredOutcome, textLimits.reason),
  };
}

export const noSuchCategory = invalidInput(['categoryId'], 'Choose one of the categories that are in use.');

/** The uuid of a category that new complaints may have; a wrong one is added to the checks. */
export async function checkCategory(
  unit: WriteUnit,
  checks: InputChecks,
  categoryId: string | null | undefined,
) {
  if (categoryId === null || categoryId === undefined) return null;
  const uuid = fromGlobalId('Category', categoryId);
  const category = uuid && (await findUsableCategory(unit, uuid));
  if (!category) checks.refusals.push(noSuchCategory);
  return category || null;
}

/** Writes one complaint, see `createComplaints`; gives its id. */
export async function createComplaint(
  unit: WriteUnit,
  complaint: ComplaintToCreate,
  by: ToldBy,
): Promise<string> {
  const [id] = await createComplaints(unit, [complaint], by);
  if (id === undefined) throw new Error('No complaint was written');
  return id;
}

/**
 * Writes complaints, their references, their deadlines and their first events: received, and acknowledged with the reference; gives their
 * ids. As many statements for hundreds as for one. Clocks start at receipt, not at entry. An external reference that another has fails with
 * 23505, at the next question to the unit or at its end.
 */
export async function createComplaints(
  unit: WriteUnit,
  complaints: readonly ComplaintToCreate[],
  by: ToldBy,
): Promise<string[]> {
  const { now } = by;
  const made = complaints.map((complaint) => ({ id: uuidv7(), ...complaint }));
  const rows = made.map((complaint) => ({
    id: complaint.id,
    external_reference: complaint.externalReference ?? null,
    subject: complaint.subject,
    description: complaint.description,
    desired_outcome: complaint.desiredOutcome,
    channel: complaint.channel,
    priority: complaint.priority,
    origin: complaint.origin,
    entered_by: by.actor.kind === 'service' ? by.actor.id : null,
    consumer_id: complaint.consumerId,
    category_id: complaint.categoryId,
    received_at: complaint.receivedAt,
  }));
  insertComplaints(unit, rows, now);
  const received = made.map((complaint) => ({
    action: isLogged(complaint.origin) ? 'complaint.logged' : 'complaint.submitted',
    complaint,
    changes: [
      { field: 'channel', from: null, to: complaint.channel.replace('_', ' ') },
      // What was submitted, for good: the receipt says the same.
      { field: submissionField, from: null, to: submissionHash(complaint) },
    ],
  }));
  await recordComplaintEvents(unit, received, by);
  const acknowledged = made.map((complaint) => ({ action: 'complaint.acknowledged', complaint }));
  await recordComplaintEvents(unit, acknowledged, { ...by, actor: systemActor });
  const ids = made.map(({ id }) => id);
  mailConsumers(unit, 'acknowledgement', ids, now);
  return ids;
}

/** Somebody of the organisation took it in, or its software, for a consumer. */
function isLogged(origin: Origin): boolean {
  return origin === 'help_desk' || origin === 'service';
}
