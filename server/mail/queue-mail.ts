import { v7 as uuidv7 } from 'uuid';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { AccountMailKind, ConsumerMailKind } from './mail-kinds.ts';
import { insertConsumerMails, insertUserMail } from './outgoing-mail.store.ts';

/** Lets whoever complained know, once the unit has committed; nothing where there is no address, or the organisation sends consumers no mail. */
export function mailConsumer(unit: WriteUnit, kind: ConsumerMailKind, complaintId: string, now: Date): void {
  mailConsumers(unit, kind, [complaintId], now);
}

/** The same for the consumers of several complaints, each about their own. */
export function mailConsumers(
  unit: WriteUnit,
  kind: ConsumerMailKind,
  complaintIds: readonly string[],
  now: Date,
): void {
  const mails = complaintIds.map((complaintId) => ({ id: uuidv7(), complaintId }));
  insertConsumerMails(unit, kind, mails, now);
}

/** Lets a user know about their account, once the unit has committed; nothing where they have no address or are disabled. */
export function mailUser(unit: WriteUnit, kind: AccountMailKind, userId: string, now: Date): void {
  insertUserMail(unit, { id: uuidv7(), kind, userId, complaintId: null, now });
}

/** Lets a member of staff know that a complaint is theirs now, once the unit has committed. */
export function mailAssignee(unit: WriteUnit, userId: string, complaintId: string, now: Date): void {
  insertUserMail(unit, { id: uuidv7(), kind: 'assigned', userId, complaintId, now });
}
