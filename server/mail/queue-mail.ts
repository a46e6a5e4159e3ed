import { v7 as uuidv7 } from 'uuid';
import { enqueue, enqueueAll } from '../jobs/enqueue.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { AccountMailKind, ConsumerMailKind } from './mail-kinds.ts';
import { insertConsumerMails, insertUserMail } from './outgoing-mail.store.ts';

/** The kind of outbox entries whose ref is an outgoing mail. */
export const mailJob = 'mail';

/** Lets whoever complained know, once the unit has committed; nothing where there is no address, or the organisation sends consumers no mail. */
export async function mailConsumer(
  unit: WriteUnit,
  kind: ConsumerMailKind,
  complaintId: string,
  now: Date,
): Promise<void> {
  await mailConsumers(unit, kind, [complaintId], now);
}

/** The same for the consumers of several complaints, each about their own. */
export async function mailConsumers(
  unit: WriteUnit,
  kind: ConsumerMailKind,
  complaintIds: readonly string[],
  now: Date,
): Promise<void> {
  const mails = complaintIds.map((complaintId) => ({ id: uuidv7(), complaintId }));
  const waiting = await insertConsumerMails(unit, kind, mails, now);
  if (waiting.length > 0) await enqueueAll(unit, mailJob, waiting);
}

/** Lets a user know about their account, once the unit has committed; nothing where they have no address or are disabled. */
export async function mailUser(
  unit: WriteUnit,
  kind: AccountMailKind,
  userId: string,
  now: Date,
): Promise<void> {
  const id = uuidv7();
  if (await insertUserMail(unit, { id, kind, userId, complaintId: null, now }))
    await enqueue(unit, mailJob, id);
}

/** Lets a member of staff know that a complaint is theirs now, once the unit has committed. */
export async function mailAssignee(
  unit: WriteUnit,
  userId: string,
  complaintId: string,
  now: Date,
): Promise<void> {
  const id = uuidv7();
  const mail = { id, kind: 'assigned' as const, userId, complaintId, now };
  if (await insertUserMail(unit, mail)) await enqueue(unit, mailJob, id);
}
