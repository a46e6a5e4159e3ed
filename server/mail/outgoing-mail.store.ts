import { statement } from '../db/sql.ts';
import { currentTraceparent } from '../telemetry/work.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { mailJob } from './mail-job.ts';
import type { MailKind, MailState } from './mail-kinds.ts';

/** Whoever types a stranger's address into a public form shall not flood the stranger with our mail. */
const mostToOneAddressAnHour = 30;
const tooMany = 'Too many mails went to this address within the hour.';

/** Keeps mails to those who complained, one for each complaint, and queues those that wait to be sent. `limit 1` as in `insertComplaints`. */
export function insertConsumerMails(
  unit: WriteUnit,
  kind: MailKind,
  mails: readonly { id: string; complaintId: string }[],
  now: Date,
): void {
  unit.write(statement`with addressed as (
      select m.id, m."complaintId" as complaint_id, p.email,
        (select count(*) from (select from outgoing_mail m where m.recipient = p.email
          and m.created_at > ${now}::timestamptz - interval '1 hour' limit ${mostToOneAddressAnHour}) lately)
          + row_number() over (partition by p.email order by m.id) > ${mostToOneAddressAnHour} as is_flood
      from jsonb_to_recordset(${JSON.stringify(mails)}) as m (id uuid, "complaintId" uuid)
      cross join lateral (select p.email from complaints c join people p on p.id = c.consumer_id
        where c.id = m."complaintId" and p.email is not null limit 1) p
      where exists (select from settings where consumer_mail)
    ), kept as (
      insert into outgoing_mail (id, kind, recipient, complaint_id, state, reason, created_at, ended_at)
      select id, ${kind}, email, complaint_id, case when is_flood then 'skipped' else 'waiting' end,
        case when is_flood then ${tooMany} end, ${now}::timestamptz, case when is_flood then ${now}::timestamptz end
      from addressed returning id, state
    ) select enqueue(${mailJob}, k.id, null, ${currentTraceparent()}) from kept k where k.state = 'waiting' order by k.id`);
}

/** Keeps a mail to the holder of an account, and queues it. */
export function insertUserMail(
  unit: WriteUnit,
  mail: { id: string; kind: MailKind; userId: string; complaintId: string | null; now: Date },
): void {
  unit.write(statement`with kept as (
      insert into outgoing_mail (id, kind, recipient, user_id, complaint_id, state, created_at)
      select ${mail.id}, ${mail.kind}, u.email, u.id, ${mail.complaintId}::uuid, 'waiting', ${mail.now}
      from users u where u.id = ${mail.userId} and u.email is not null and u.status <> 'disabled' returning id
    ) select enqueue(${mailJob}, k.id, null, ${currentTraceparent()}) from kept k`);
}

/** Says what became of a mail that was not sent yet; false when it was sent, or skipped, before. */
export async function endMail(
  unit: WriteUnit,
  id: string,
  end: { state: Exclude<MailState, 'waiting'>; reason: string | null; now: Date },
): Promise<boolean> {
  const ended = await unit.query(statement`
    update outgoing_mail set state = ${end.state}, reason = ${end.reason}, ended_at = ${end.now}
    where id = ${id} and state in ('waiting', 'failed') returning id`);
  return ended.length > 0;
}
