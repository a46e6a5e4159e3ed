import { v7 as uuidv7 } from 'uuid';
import { systemActor } from '../audit/audit.store.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { mailConsumer } from '../mail/queue-mail.ts';
import { findUsableCategory } from '../categories/usable-category.queries.ts';
import type { Channel, Origin, Priority } from '../shared/complaint.ts';
import type { InputChecks } from '../shared/checks.ts';
import { textLimits } from '../shared/limits.ts';
import { findSettings } from '../settings/settings.queries.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertComplaint, takeReference } from './complaint.store.ts';
import { daysAfter } from './deadlines.ts';
import { submissionField, submissionHash } from './receipt.ts';
import { recordComplaintEvent, type ToldBy } from './record-complaint-event.ts';
import { refreshSearch } from './refresh-search.store.ts';

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

/** The uuid of a category that new complaints may have; a wrong one is added to the checks. */
export async function checkCategory(
  unit: WriteUnit,
  checks: InputChecks,
  categoryId: string | null | undefined,
) {
  if (categoryId === null || categoryId === undefined) return null;
  const uuid = fromGlobalId('Category', categoryId);
  const category = uuid && (await findUsableCategory(unit, uuid));
  if (!category) checks.refuse(['categoryId'], 'Choose one of the categories that are in use.');
  return category || null;
}

/**
 * Writes a complaint, its reference, its deadlines and its first events: received, and acknowledged with the reference.
 * Clocks start at receipt, not at entry.
 */
export async function createComplaint(
  unit: WriteUnit,
  complaint: ComplaintToCreate,
  by: ToldBy,
): Promise<{ id: string; reference: string }> {
  const { now } = by;
  const settings = await findSettings(unit);
  const id = uuidv7();
  const reference = await takeReference(unit, now);
  await insertComplaint(unit, {
    id,
    reference,
    subject: complaint.subject,
    description: complaint.description,
    desired_outcome: complaint.desiredOutcome,
    channel: complaint.channel,
    priority: complaint.priority,
    origin: complaint.origin,
    consumer_id: complaint.consumerId,
    category_id: complaint.categoryId,
    received_at: complaint.receivedAt,
    created_at: now,
    acknowledge_by: daysAfter(complaint.receivedAt, settings.acknowledgeWithinDays),
    acknowledged_at: now,
    final_response_by: daysAfter(complaint.receivedAt, settings.finalResponseWithinDays),
  });
  await refreshSearch(unit, id);
  const made = { id, reference };
  const received = complaint.origin === 'help_desk' ? 'complaint.logged' : 'complaint.submitted';
  const channel = { field: 'channel', from: null, to: complaint.channel.replace('_', ' ') };
  // What was submitted, for good: the receipt says the same.
  const submission = { field: submissionField, from: null, to: submissionHash(complaint) };
  await recordComplaintEvent(unit, { action: received, complaint: made, changes: [channel, submission] }, by);
  const bySystem = { ...by, actor: systemActor };
  await recordComplaintEvent(unit, { action: 'complaint.acknowledged', complaint: made }, bySystem);
  await mailConsumer(unit, 'acknowledgement', id, now);
  return made;
}
