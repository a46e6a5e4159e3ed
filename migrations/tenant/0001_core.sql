-- One tenant's schema. Names are unqualified: the runner sets the search_path. Grants name the tenant's role as :"tenant".

-- Words in lower case, without accents, one space between them. A final sigma and a dotless i are upper case like any other.
create function fold(value text) returns text
  language sql immutable parallel safe
  return regexp_replace(
    translate(lower(regexp_replace(normalize(value, nfkd), '[\u0300-\u036f]', '', 'g')), 'ςı', 'σi'), '[^[:alnum:]]+', ' ', 'g');

create table settings (
  is_only boolean primary key default true constraint settings_only_row check (is_only),
  id uuid not null,
  version integer not null default 1,
  name text not null constraint settings_name_length check (length(name) between 1 and 200),
  reference_prefix text not null constraint settings_reference_prefix_shape check (reference_prefix ~ '^[A-Z0-9]{2,12}$'),
  registration_open boolean not null default true,
  public_form_open boolean not null default true,
  acknowledge_within_days integer not null default 5 constraint settings_acknowledge check (acknowledge_within_days between 1 and 365),
  final_response_within_days integer not null default 56 constraint settings_final_response check (final_response_within_days between 1 and 365),
  reject_window_days integer not null default 14 constraint settings_reject_window check (reject_window_days between 1 and 365),
  reopen_window_days integer not null default 28 constraint settings_reopen_window check (reopen_window_days between 1 and 365),
  close_after_days integer not null default 14 constraint settings_close_after check (close_after_days between 1 and 365),
  reminder_days integer[] not null default '{5,10}',
  redress_limit_minor bigint not null default 50000 constraint settings_redress_limit check (redress_limit_minor >= 0),
  currency text not null default 'USD' constraint settings_currency check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'UTC',
  show_staff_surnames boolean not null default true
);

create table people (
  id uuid primary key,
  version integer not null default 1,
  name text not null constraint people_name_length check (length(name) between 1 and 200),
  email text,
  phone text,
  address text,
  is_imported boolean not null default false,
  created_at timestamptz not null default now(),
  search tsvector not null generated always as (
    to_tsvector('simple', fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(address, '')))
  ) stored
);
create index people_created on people (created_at, id);
create index people_search on people using gin (search);

create table users (
  id uuid primary key,
  version integer not null default 1,
  username text not null constraint users_username_shape check (username = lower(username) and length(username) between 2 and 64),
  display_name text not null constraint users_display_name_length check (length(display_name) between 1 and 200),
  email text,
  role text not null constraint users_role check (role in ('consumer', 'help_desk', 'support', 'manager', 'admin')),
  status text not null constraint users_status check (status in ('active', 'invited', 'disabled')),
  password_hash text,
  person_id uuid constraint users_person references people,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  constraint users_username_unique unique (username),
  constraint users_person_unique unique (person_id),
  constraint users_person_is_consumer check ((role = 'consumer') = (person_id is not null))
);

create table sessions (
  id uuid primary key,
  user_id uuid constraint sessions_user references users,
  person_id uuid constraint sessions_person references people,
  complaint_id uuid,
  generation integer not null default 1,
  rotated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  client text,
  constraint sessions_holder check (user_id is not null or (person_id is not null and complaint_id is not null))
);
create index sessions_user on sessions (user_id);
create index sessions_person on sessions (person_id);
create index sessions_expires on sessions (expires_at);

-- Links that let somebody set a password: an invitation, or a reset by the administrator. Only the hash is kept.
create table invitations (
  id uuid primary key,
  user_id uuid not null constraint invitations_user references users,
  token_hash bytea not null constraint invitations_token_hash_unique unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index invitations_user on invitations (user_id);

create table categories (
  id uuid primary key,
  version integer not null default 1,
  name text not null constraint categories_name_length check (length(name) between 1 and 120),
  parent_id uuid constraint categories_parent references categories,
  is_archived boolean not null default false,
  constraint categories_not_own_parent check (parent_id is distinct from id)
);
create unique index categories_name_unique on categories (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));
create index categories_parent on categories (parent_id);

-- The next reference of a year; its row lock makes references gapless: a rollback gives the number back.
create table reference_counters (
  year integer primary key,
  last_number integer not null
);

create table complaints (
  id uuid primary key,
  version integer not null default 1,
  reference text not null constraint complaints_reference_unique unique,
  status text not null constraint complaints_status check (status in ('open', 'in_progress', 'resolved', 'closed')),
  waiting_for text constraint complaints_waiting_for check (waiting_for in ('consumer', 'third_party')),
  waiting_reason text,
  waiting_since timestamptz,
  subject text not null constraint complaints_subject_length check (length(subject) between 1 and 200),
  description text not null constraint complaints_description_length check (length(description) between 1 and 20000),
  desired_outcome text,
  channel text not null constraint complaints_channel
    check (channel in ('web', 'phone', 'email', 'letter', 'in_person', 'fax', 'referral', 'social_media', 'other')),
  priority text not null default 'normal' constraint complaints_priority check (priority in ('low', 'normal', 'high', 'urgent')),
  priority_rank smallint not null generated always as (
    case priority when 'low' then 1 when 'normal' then 2 when 'high' then 3 else 4 end
  ) stored,
  origin text not null constraint complaints_origin check (origin in ('consumer', 'help_desk', 'public_form', 'import')),
  external_reference text,
  consumer_id uuid not null constraint complaints_consumer references people,
  assignee_id uuid constraint complaints_assignee references users,
  category_id uuid constraint complaints_category references categories,
  received_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  acknowledge_by timestamptz,
  acknowledged_at timestamptz,
  final_response_by timestamptz,
  final_responded_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  first_closed_at timestamptz,
  close_reason text constraint complaints_close_reason check (close_reason in ('accepted', 'unanswered', 'withdrawn', 'imported')),
  acceptance_method text constraint complaints_acceptance_method check (acceptance_method in ('online', 'spoken')),
  acceptance_evidence text,
  accepted_at timestamptz,
  reminders_sent integer not null default 0,
  rejection_count integer not null default 0,
  reopen_count integer not null default 0,
  needs_manager boolean not null default false,
  search_staff tsvector not null default '',
  search_consumer tsvector not null default '',
  constraint complaints_waiting_in_progress check (waiting_for is null or status = 'in_progress'),
  constraint complaints_waiting_whole check ((waiting_for is null) = (waiting_since is null)),
  constraint complaints_closed_whole check ((status = 'closed') = (closed_at is not null) and (status = 'closed') = (close_reason is not null)),
  constraint complaints_open_unassigned check (status <> 'open' or assignee_id is null)
);
create unique index complaints_external_reference_unique on complaints (external_reference) where external_reference is not null;
create index complaints_received on complaints (received_at, id);
create index complaints_updated on complaints (updated_at, id);
create index complaints_status_received on complaints (status, received_at, id);
create index complaints_assignee on complaints (assignee_id, status);
create index complaints_consumer on complaints (consumer_id, received_at, id);
create index complaints_category on complaints (category_id);
create index complaints_priority on complaints (priority_rank, id);
create index complaints_due on complaints (final_response_by, id) where status in ('open', 'in_progress') and final_responded_at is null;
create index complaints_awaiting_confirmation on complaints (resolved_at) where status = 'resolved';
create index complaints_search on complaints using gin (search_staff);

-- The resolution records of a complaint; the newest one stands, earlier ones were rejected or reopened.
create table resolutions (
  id uuid primary key,
  complaint_id uuid not null constraint resolutions_complaint references complaints,
  outcome text not null constraint resolutions_outcome
    check (outcome in ('upheld', 'partly_upheld', 'not_upheld', 'withdrawn', 'out_of_scope')),
  explanation text not null,
  root_cause text,
  remedy text,
  redress_minor bigint constraint resolutions_redress check (redress_minor > 0),
  currency text,
  proposed_by uuid constraint resolutions_proposed_by references users,
  resolved_at timestamptz not null,
  is_current boolean not null default true,
  constraint resolutions_redress_whole check ((redress_minor is null) = (currency is null))
);
create unique index resolutions_current on resolutions (complaint_id) where is_current;
create index resolutions_complaint on resolutions (complaint_id);
create index resolutions_proposed_by on resolutions (proposed_by);

create table comments (
  id uuid primary key,
  complaint_id uuid not null constraint comments_complaint references complaints,
  kind text not null constraint comments_kind check (kind in ('reply', 'question', 'internal_note', 'resolution_note')),
  body text not null constraint comments_body_length check (length(body) between 1 and 20000),
  author_user_id uuid constraint comments_author_user references users,
  author_person_id uuid constraint comments_author_person references people,
  created_at timestamptz not null,
  constraint comments_one_author check (num_nonnulls(author_user_id, author_person_id) = 1)
);
create index comments_complaint on comments (complaint_id, id);
create index comments_author_user on comments (author_user_id);
create index comments_author_person on comments (author_person_id);

-- Append-only: the tenant's role may insert and read.
create table audit_events (
  id uuid primary key,
  occurred_at timestamptz not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_label text,
  actor_kind text not null constraint audit_events_actor_kind check (actor_kind in ('user', 'person', 'system', 'import', 'operator')),
  actor_id uuid,
  actor_name text not null,
  actor_role text constraint audit_events_actor_role check (actor_role in ('consumer', 'help_desk', 'support', 'manager', 'admin')),
  changes jsonb not null default '[]',
  client text,
  request_id text
);
create index audit_events_subject on audit_events (subject_id, id);
create index audit_events_actor on audit_events (actor_id, id);

-- What a search finds a complaint by, from its parts. The reference is found with and without its zeros. Long conversations are
-- cut at 200,000 characters, and again once they are folded, which makes up to 18 characters of one: a tsvector holds 1 MB at most.
create function search_vector(reference text, external_reference text, subject text, consumer text, body text, conversation text)
  returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('simple', fold(
      reference || ' ' || ltrim(split_part(reference, '-', 3), '0') || ' ' || coalesce(external_reference, '') || ' ' || subject)), 'A')
    || setweight(to_tsvector('simple', fold(consumer)), 'B')
    || setweight(to_tsvector('simple', left(fold(body), 50000)), 'C')
    || setweight(to_tsvector('simple', left(fold(left(conversation, 200000)), 150000)), 'D');

-- The same for a complaint that is there, with the comments of some kinds.
create function search_document(complaint uuid, kinds text[]) returns tsvector
  language sql stable
  begin atomic
    select search_vector(c.reference, c.external_reference, c.subject,
      concat_ws(' ', p.name, p.email, p.phone), concat_ws(' ', c.description, c.desired_outcome),
      coalesce((select string_agg(m.body, ' ' order by m.id desc) from comments m where m.complaint_id = c.id and m.kind = any (kinds)), ''))
    from complaints c join people p on p.id = c.consumer_id
    where c.id = complaint;
  end;

grant usage on schema :"tenant" to :"tenant";
grant select, update on settings to :"tenant";
grant select, insert, update on
  people, users, invitations, categories, reference_counters, complaints, resolutions to :"tenant";
grant select, insert, update, delete on sessions to :"tenant";
grant select, insert on comments, audit_events to :"tenant";
