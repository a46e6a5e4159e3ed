-- Asks for work after the change that the transaction makes. The tenant stands in the function, so that nobody can claim to be another one,
-- and nobody needs a right outside the own schema.
create function enqueue(kind text, ref uuid) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into platform.outbox (tenant_key, kind, ref) values (:'tenant', enqueue.kind, enqueue.ref);
  end;

-- E-mail: what the organisation sets about it, what is to be sent and what became of it.

alter table settings
  add column consumer_mail boolean not null default true,
  add column mail_sender_name text constraint settings_mail_sender_name_length check (length(mail_sender_name) between 1 and 200),
  add column mail_reply_to text;

-- One mail to one address. Its words are made when it is sent, from the kind and from what it is about.
create table outgoing_mail (
  id uuid primary key,
  kind text not null constraint outgoing_mail_kind_shape check (kind ~ '^[a-z]+(_[a-z]+)*$'),
  recipient text not null,
  complaint_id uuid constraint outgoing_mail_complaint references complaints,
  user_id uuid constraint outgoing_mail_user references users,
  state text not null constraint outgoing_mail_state check (state in ('waiting', 'sent', 'failed', 'skipped')),
  reason text,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint outgoing_mail_about check (complaint_id is not null or user_id is not null),
  constraint outgoing_mail_end check ((state = 'waiting') = (ended_at is null))
);
create index outgoing_mail_complaint on outgoing_mail (complaint_id);
create index outgoing_mail_user on outgoing_mail (user_id, created_at);
create index outgoing_mail_recipient on outgoing_mail (recipient, created_at);
create index outgoing_mail_failed on outgoing_mail (id) where state = 'failed';

-- Somebody without a session asked for a link to a new password. What they typed is null as soon as a worker has seen whether there is
-- such an account; the row is gone a day later.
create table password_reset_requests (
  id uuid primary key,
  account text,
  created_at timestamptz not null
);
create index users_email on users (lower(email));

grant execute on function enqueue(text, uuid) to :"tenant";
grant select, insert, update on outgoing_mail to :"tenant";
grant select, insert, update, delete on password_reset_requests to :"tenant";
