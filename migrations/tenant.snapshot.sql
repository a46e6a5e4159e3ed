table audit_chains
  subject_id uuid not null
  position integer not null
  previous_hash bytea
  hash bytea not null

table audit_events
  id uuid not null
  occurred_at timestamp with time zone not null
  action text not null
  subject_type text not null
  subject_id uuid not null
  subject_label text
  actor_kind text not null
  actor_id uuid
  actor_name text not null
  actor_role text
  changes jsonb not null default '[]'::jsonb
  client text
  request_id text
  position integer not null
  previous_hash bytea
  hash bytea not null

table audit_unsealed
  subject_id uuid not null
  position integer not null
  hash bytea not null

table categories
  id uuid not null
  version integer not null default 1
  name text not null
  parent_id uuid
  is_archived boolean not null default false

table change_numbering
  is_only boolean not null default true
  id uuid not null
  database text not null

table comments
  id uuid not null
  complaint_id uuid not null
  kind text not null
  body text not null
  author_user_id uuid
  author_person_id uuid
  created_at timestamp with time zone not null
  author_token_id uuid

table complaints
  id uuid not null
  version integer not null default 1
  reference text not null
  status text not null
  waiting_for text
  waiting_reason text
  waiting_since timestamp with time zone
  subject text not null
  description text not null
  desired_outcome text
  channel text not null
  priority text not null default 'normal'::text
  priority_rank smallint not null generated always as (
CASE priority
    WHEN 'low'::text THEN 1
    WHEN 'normal'::text THEN 2
    WHEN 'high'::text THEN 3
    ELSE 4
END) stored
  origin text not null
  external_reference text
  consumer_id uuid not null
  assignee_id uuid
  category_id uuid
  received_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  acknowledge_by timestamp with time zone
  acknowledged_at timestamp with time zone
  final_response_by timestamp with time zone
  final_responded_at timestamp with time zone
  resolved_at timestamp with time zone
  closed_at timestamp with time zone
  first_closed_at timestamp with time zone
  close_reason text
  acceptance_method text
  acceptance_evidence text
  accepted_at timestamp with time zone
  reminders_sent integer not null default 0
  rejection_count integer not null default 0
  reopen_count integer not null default 0
  needs_manager boolean not null default false
  search_staff tsvector not null default ''::tsvector
  search_consumer tsvector not null default ''::tsvector
  changed_in xid8 not null default pg_current_xact_id()
  noted_at timestamp with time zone
  noted_in xid8
  entered_by uuid

table external_identities
  id uuid not null
  user_id uuid not null
  issuer text not null
  subject text not null
  account_name text
  linked_at timestamp with time zone not null
  last_used_at timestamp with time zone

table idempotency_keys
  key_hash bytea not null
  fingerprint bytea not null
  answer jsonb
  expires_at timestamp with time zone not null

table identity_provider
  is_only boolean not null default true
  id uuid not null
  version integer not null default 1
  label text not null
  issuer text not null
  client_id text not null
  client_secret bytea
  scopes text[] not null
  is_enabled boolean not null
  new_user_role text
  staff_must_use boolean not null

table invitations
  id uuid not null
  user_id uuid not null
  token_hash bytea not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  created_at timestamp with time zone not null default now()

table outgoing_mail
  id uuid not null
  kind text not null
  recipient text not null
  complaint_id uuid
  user_id uuid
  state text not null
  reason text
  created_at timestamp with time zone not null
  ended_at timestamp with time zone

table password_reset_requests
  id uuid not null
  account text
  created_at timestamp with time zone not null

table people
  id uuid not null
  version integer not null default 1
  name text not null
  email text
  phone text
  address text
  is_imported boolean not null default false
  created_at timestamp with time zone not null default now()
  search tsvector not null generated always as (to_tsvector('simple'::regconfig, fold(((((((name || ' '::text) || COALESCE(email, ''::text)) || ' '::text) || COALESCE(phone, ''::text)) || ' '::text) || COALESCE(address, ''::text))))) stored

table reference_counters
  year integer not null
  last_number integer not null

table resolutions
  id uuid not null
  complaint_id uuid not null
  outcome text not null
  explanation text not null
  root_cause text
  remedy text
  redress_minor bigint
  currency text
  proposed_by uuid
  resolved_at timestamp with time zone not null
  is_current boolean not null default true

table second_factors
  user_id uuid not null
  secret bytea not null
  last_step bigint not null default 0
  recovery_codes bytea[] not null default '{}'::bytea[]
  started_at timestamp with time zone not null
  confirmed_at timestamp with time zone

table service_tokens
  id uuid not null
  name text not null
  scopes text[] not null
  token_hash bytea not null
  ending text not null
  created_by uuid
  created_at timestamp with time zone not null
  expires_at timestamp with time zone
  last_used_at timestamp with time zone
  revoked_at timestamp with time zone

table sessions
  id uuid not null
  user_id uuid
  person_id uuid
  complaint_id uuid
  generation integer not null default 1
  rotated_at timestamp with time zone not null default now()
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  client text
  reuse_detected_at timestamp with time zone

table settings
  is_only boolean not null default true
  id uuid not null
  version integer not null default 1
  name text not null
  reference_prefix text not null
  registration_open boolean not null default true
  public_form_open boolean not null default true
  acknowledge_within_days integer not null default 5
  final_response_within_days integer not null default 56
  reject_window_days integer not null default 14
  reopen_window_days integer not null default 28
  close_after_days integer not null default 14
  reminder_days integer[] not null default '{5,10}'::integer[]
  redress_limit_minor bigint not null default 50000
  currency text not null default 'USD'::text
  time_zone text not null default 'UTC'::text
  show_staff_surnames boolean not null default true
  consumer_mail boolean not null default true
  mail_sender_name text
  mail_reply_to text
  staff_second_factor boolean not null default false

table sign_in_challenges
  id uuid not null
  user_id uuid not null
  password_print bytea not null
  wrong_codes integer not null default 0
  expires_at timestamp with time zone not null

table trusted_documents
  id uuid not null
  hash text not null
  name text not null
  text text not null
  registered_at timestamp with time zone not null

table used_sign_in_attempts
  id uuid not null
  expires_at timestamp with time zone not null

table users
  id uuid not null
  version integer not null default 1
  username text not null
  display_name text not null
  email text
  role text not null
  status text not null
  password_hash text
  person_id uuid
  last_sign_in_at timestamp with time zone
  created_at timestamp with time zone not null default now()

table webhook_deliveries
  id uuid not null
  number bigint not null
  endpoint_id uuid not null
  event_id uuid not null
  complaint_id uuid
  cause text not null
  state text not null default 'waiting'::text
  attempts jsonb not null default '[]'::jsonb
  created_at timestamp with time zone not null
  next_attempt_at timestamp with time zone
  leased_until timestamp with time zone
  ended_at timestamp with time zone

table webhook_endpoints
  id uuid not null
  version integer not null default 1
  url text not null
  description text not null
  event_kinds text[] not null
  is_enabled boolean not null default true
  disabled_reason text
  disabled_at timestamp with time zone
  failing_since timestamp with time zone
  secret bytea not null
  previous_secret bytea
  previous_secret_until timestamp with time zone
  created_by uuid
  created_at timestamp with time zone not null

table webhook_events
  id uuid not null
  number bigint not null
  type text not null
  complaint_id uuid
  facts jsonb not null
  occurred_at timestamp with time zone not null

-- constraints
audit_chains: audit_chains_pkey PRIMARY KEY (subject_id)
audit_events: audit_events_actor_kind CHECK ((actor_kind = ANY (ARRAY['user'::text, 'person'::text, 'service'::text, 'system'::text, 'import'::text, 'operator'::text])))
audit_events: audit_events_actor_role CHECK ((actor_role = ANY (ARRAY['consumer'::text, 'help_desk'::text, 'support'::text, 'manager'::text, 'admin'::text])))
audit_events: audit_events_chain_unique UNIQUE (subject_id, "position")
audit_events: audit_events_first CHECK ((("position" = 1) = (previous_hash IS NULL)))
audit_events: audit_events_pkey PRIMARY KEY (id)
categories: categories_name_length CHECK (((length(name) >= 1) AND (length(name) <= 120)))
categories: categories_not_own_parent CHECK ((parent_id IS DISTINCT FROM id))
categories: categories_parent FOREIGN KEY (parent_id) REFERENCES categories(id)
categories: categories_pkey PRIMARY KEY (id)
change_numbering: change_numbering_only_row CHECK (is_only)
change_numbering: change_numbering_pkey PRIMARY KEY (is_only)
comments: comments_author_person FOREIGN KEY (author_person_id) REFERENCES people(id)
comments: comments_author_token FOREIGN KEY (author_token_id) REFERENCES service_tokens(id)
comments: comments_author_user FOREIGN KEY (author_user_id) REFERENCES users(id)
comments: comments_body_length CHECK (((length(body) >= 1) AND (length(body) <= 20000)))
comments: comments_complaint FOREIGN KEY (complaint_id) REFERENCES complaints(id)
comments: comments_kind CHECK ((kind = ANY (ARRAY['reply'::text, 'question'::text, 'internal_note'::text, 'resolution_note'::text])))
comments: comments_one_author CHECK ((num_nonnulls(author_user_id, author_person_id, author_token_id) = 1))
comments: comments_pkey PRIMARY KEY (id)
complaints: complaints_acceptance_method CHECK ((acceptance_method = ANY (ARRAY['online'::text, 'spoken'::text])))
complaints: complaints_assignee FOREIGN KEY (assignee_id) REFERENCES users(id)
complaints: complaints_category FOREIGN KEY (category_id) REFERENCES categories(id)
complaints: complaints_channel CHECK ((channel = ANY (ARRAY['web'::text, 'phone'::text, 'email'::text, 'letter'::text, 'in_person'::text, 'fax'::text, 'referral'::text, 'social_media'::text, 'other'::text])))
complaints: complaints_close_reason CHECK ((close_reason = ANY (ARRAY['accepted'::text, 'unanswered'::text, 'withdrawn'::text, 'imported'::text])))
complaints: complaints_closed_whole CHECK ((((status = 'closed'::text) = (closed_at IS NOT NULL)) AND ((status = 'closed'::text) = (close_reason IS NOT NULL))))
complaints: complaints_consumer FOREIGN KEY (consumer_id) REFERENCES people(id)
complaints: complaints_description_length CHECK (((length(description) >= 1) AND (length(description) <= 20000)))
complaints: complaints_entered_by FOREIGN KEY (entered_by) REFERENCES service_tokens(id)
complaints: complaints_noted_whole CHECK (((noted_at IS NULL) = (noted_in IS NULL)))
complaints: complaints_open_unassigned CHECK (((status <> 'open'::text) OR (assignee_id IS NULL)))
complaints: complaints_origin CHECK ((origin = ANY (ARRAY['consumer'::text, 'help_desk'::text, 'public_form'::text, 'service'::text, 'import'::text])))
complaints: complaints_pkey PRIMARY KEY (id)
complaints: complaints_priority CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])))
complaints: complaints_reference_unique UNIQUE (reference)
complaints: complaints_status CHECK ((status = ANY (ARRAY['open'::text, 'in_progress'::text, 'resolved'::text, 'closed'::text])))
complaints: complaints_subject_length CHECK (((length(subject) >= 1) AND (length(subject) <= 200)))
complaints: complaints_waiting_for CHECK ((waiting_for = ANY (ARRAY['consumer'::text, 'third_party'::text])))
complaints: complaints_waiting_in_progress CHECK (((waiting_for IS NULL) OR (status = 'in_progress'::text)))
complaints: complaints_waiting_whole CHECK (((waiting_for IS NULL) = (waiting_since IS NULL)))
external_identities: external_identities_issuer_length CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500)))
external_identities: external_identities_pkey PRIMARY KEY (id)
external_identities: external_identities_subject_length CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
external_identities: external_identities_subject_unique UNIQUE (issuer, subject)
external_identities: external_identities_user FOREIGN KEY (user_id) REFERENCES users(id)
external_identities: external_identities_user_unique UNIQUE (user_id, issuer)
idempotency_keys: idempotency_keys_pkey PRIMARY KEY (key_hash)
identity_provider: identity_provider_client_length CHECK (((length(client_id) >= 1) AND (length(client_id) <= 500)))
identity_provider: identity_provider_issuer_length CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500)))
identity_provider: identity_provider_label_length CHECK (((length(label) >= 1) AND (length(label) <= 60)))
identity_provider: identity_provider_new_user_role CHECK ((new_user_role = ANY (ARRAY['consumer'::text, 'help_desk'::text, 'support'::text, 'manager'::text])))
identity_provider: identity_provider_only_row CHECK (is_only)
identity_provider: identity_provider_pkey PRIMARY KEY (is_only)
identity_provider: identity_provider_staff_can_use CHECK ((is_enabled OR (NOT staff_must_use)))
invitations: invitations_pkey PRIMARY KEY (id)
invitations: invitations_token_hash_unique UNIQUE (token_hash)
invitations: invitations_user FOREIGN KEY (user_id) REFERENCES users(id)
outgoing_mail: outgoing_mail_about CHECK (((complaint_id IS NOT NULL) OR (user_id IS NOT NULL)))
outgoing_mail: outgoing_mail_complaint FOREIGN KEY (complaint_id) REFERENCES complaints(id)
outgoing_mail: outgoing_mail_end CHECK (((state = 'waiting'::text) = (ended_at IS NULL)))
outgoing_mail: outgoing_mail_kind_shape CHECK ((kind ~ '^[a-z]+(_[a-z]+)*$'::text))
outgoing_mail: outgoing_mail_pkey PRIMARY KEY (id)
outgoing_mail: outgoing_mail_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'skipped'::text])))
outgoing_mail: outgoing_mail_user FOREIGN KEY (user_id) REFERENCES users(id)
password_reset_requests: password_reset_requests_pkey PRIMARY KEY (id)
people: people_name_length CHECK (((length(name) >= 1) AND (length(name) <= 200)))
people: people_pkey PRIMARY KEY (id)
reference_counters: reference_counters_pkey PRIMARY KEY (year)
resolutions: resolutions_complaint FOREIGN KEY (complaint_id) REFERENCES complaints(id)
resolutions: resolutions_outcome CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partly_upheld'::text, 'not_upheld'::text, 'withdrawn'::text, 'out_of_scope'::text])))
resolutions: resolutions_pkey PRIMARY KEY (id)
resolutions: resolutions_proposed_by FOREIGN KEY (proposed_by) REFERENCES users(id)
resolutions: resolutions_redress CHECK ((redress_minor > 0))
resolutions: resolutions_redress_whole CHECK (((redress_minor IS NULL) = (currency IS NULL)))
second_factors: second_factors_pkey PRIMARY KEY (user_id)
second_factors: second_factors_user FOREIGN KEY (user_id) REFERENCES users(id)
service_tokens: service_tokens_created_by FOREIGN KEY (created_by) REFERENCES users(id)
service_tokens: service_tokens_ending_shape CHECK ((ending ~ '^[a-z2-7]{4}$'::text))
service_tokens: service_tokens_hash_length CHECK ((octet_length(token_hash) = 32))
service_tokens: service_tokens_hash_unique UNIQUE (token_hash)
service_tokens: service_tokens_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)))
service_tokens: service_tokens_pkey PRIMARY KEY (id)
service_tokens: service_tokens_scopes_some CHECK ((cardinality(scopes) > 0))
sessions: sessions_holder CHECK (((user_id IS NOT NULL) OR ((person_id IS NOT NULL) AND (complaint_id IS NOT NULL))))
sessions: sessions_person FOREIGN KEY (person_id) REFERENCES people(id)
sessions: sessions_pkey PRIMARY KEY (id)
sessions: sessions_user FOREIGN KEY (user_id) REFERENCES users(id)
settings: settings_acknowledge CHECK (((acknowledge_within_days >= 1) AND (acknowledge_within_days <= 365)))
settings: settings_close_after CHECK (((close_after_days >= 1) AND (close_after_days <= 365)))
settings: settings_currency CHECK ((currency ~ '^[A-Z]{3}$'::text))
settings: settings_final_response CHECK (((final_response_within_days >= 1) AND (final_response_within_days <= 365)))
settings: settings_mail_sender_name_length CHECK (((length(mail_sender_name) >= 1) AND (length(mail_sender_name) <= 200)))
settings: settings_name_length CHECK (((length(name) >= 1) AND (length(name) <= 200)))
settings: settings_only_row CHECK (is_only)
settings: settings_pkey PRIMARY KEY (is_only)
settings: settings_redress_limit CHECK ((redress_limit_minor >= 0))
settings: settings_reference_prefix_shape CHECK ((reference_prefix ~ '^[A-Z0-9]{2,12}$'::text))
settings: settings_reject_window CHECK (((reject_window_days >= 1) AND (reject_window_days <= 365)))
settings: settings_reopen_window CHECK (((reopen_window_days >= 1) AND (reopen_window_days <= 365)))
sign_in_challenges: sign_in_challenges_pkey PRIMARY KEY (id)
sign_in_challenges: sign_in_challenges_user FOREIGN KEY (user_id) REFERENCES users(id)
trusted_documents: trusted_documents_hash_form CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
trusted_documents: trusted_documents_hash_unique UNIQUE (hash)
trusted_documents: trusted_documents_name_length CHECK (((length(name) >= 1) AND (length(name) <= 200)))
trusted_documents: trusted_documents_pkey PRIMARY KEY (id)
trusted_documents: trusted_documents_text_length CHECK (((length(text) >= 1) AND (length(text) <= 50000)))
used_sign_in_attempts: used_sign_in_attempts_pkey PRIMARY KEY (id)
users: users_display_name_length CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200)))
users: users_person FOREIGN KEY (person_id) REFERENCES people(id)
users: users_person_is_consumer CHECK (((role = 'consumer'::text) = (person_id IS NOT NULL)))
users: users_person_unique UNIQUE (person_id)
users: users_pkey PRIMARY KEY (id)
users: users_role CHECK ((role = ANY (ARRAY['consumer'::text, 'help_desk'::text, 'support'::text, 'manager'::text, 'admin'::text])))
users: users_status CHECK ((status = ANY (ARRAY['active'::text, 'invited'::text, 'disabled'::text])))
users: users_username_shape CHECK (((username = lower(username)) AND ((length(username) >= 2) AND (length(username) <= 64))))
users: users_username_unique UNIQUE (username)
webhook_deliveries: webhook_deliveries_cause CHECK ((cause = ANY (ARRAY['event'::text, 'test'::text, 'resend'::text, 'replay'::text])))
webhook_deliveries: webhook_deliveries_complaint FOREIGN KEY (complaint_id) REFERENCES complaints(id)
webhook_deliveries: webhook_deliveries_end CHECK (((state = 'waiting'::text) = (ended_at IS NULL)))
webhook_deliveries: webhook_deliveries_endpoint FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id) ON DELETE CASCADE
webhook_deliveries: webhook_deliveries_event FOREIGN KEY (event_id) REFERENCES webhook_events(id)
webhook_deliveries: webhook_deliveries_pkey PRIMARY KEY (id)
webhook_deliveries: webhook_deliveries_state CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'skipped'::text])))
webhook_endpoints: webhook_endpoints_created_by FOREIGN KEY (created_by) REFERENCES users(id)
webhook_endpoints: webhook_endpoints_description_length CHECK (((length(description) >= 1) AND (length(description) <= 200)))
webhook_endpoints: webhook_endpoints_disabled CHECK (((is_enabled = (disabled_at IS NULL)) AND (is_enabled = (disabled_reason IS NULL))))
webhook_endpoints: webhook_endpoints_disabled_reason CHECK ((disabled_reason = ANY (ARRAY['by_hand'::text, 'gone'::text, 'failing'::text])))
webhook_endpoints: webhook_endpoints_event_kinds_some CHECK ((cardinality(event_kinds) > 0))
webhook_endpoints: webhook_endpoints_pkey PRIMARY KEY (id)
webhook_endpoints: webhook_endpoints_previous_secret CHECK (((previous_secret IS NULL) = (previous_secret_until IS NULL)))
webhook_endpoints: webhook_endpoints_url_length CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
webhook_events: webhook_events_complaint FOREIGN KEY (complaint_id) REFERENCES complaints(id)
webhook_events: webhook_events_pkey PRIMARY KEY (id)
webhook_events: webhook_events_type_shape CHECK ((type ~ '^[a-z_]+\.[a-z_]+$'::text))

-- indexes
CREATE INDEX audit_events_actor ON audit_events USING btree (actor_id, id)
CREATE INDEX audit_events_subject ON audit_events USING btree (subject_id, id)
CREATE INDEX categories_parent ON categories USING btree (parent_id)
CREATE INDEX comments_author_person ON comments USING btree (author_person_id)
CREATE INDEX comments_author_token ON comments USING btree (author_token_id) WHERE (author_token_id IS NOT NULL)
CREATE INDEX comments_author_user ON comments USING btree (author_user_id)
CREATE INDEX comments_complaint ON comments USING btree (complaint_id, id)
CREATE INDEX complaints_assignee ON complaints USING btree (assignee_id, status)
CREATE INDEX complaints_awaiting_confirmation ON complaints USING btree (resolved_at) WHERE (status = 'resolved'::text)
CREATE INDEX complaints_category ON complaints USING btree (category_id)
CREATE INDEX complaints_changes ON complaints USING btree (GREATEST(changed_in, noted_in), id)
CREATE INDEX complaints_consumer ON complaints USING btree (consumer_id, received_at, id)
CREATE INDEX complaints_due ON complaints USING btree (final_response_by, id) WHERE ((status = ANY (ARRAY['open'::text, 'in_progress'::text])) AND (final_responded_at IS NULL))
CREATE INDEX complaints_due_order ON complaints USING btree (COALESCE(final_response_by, 'infinity'::timestamp with time zone), id)
CREATE INDEX complaints_entered_by ON complaints USING btree (entered_by) WHERE (entered_by IS NOT NULL)
CREATE INDEX complaints_priority ON complaints USING btree (priority_rank, id)
CREATE INDEX complaints_received ON complaints USING btree (received_at, id)
CREATE INDEX complaints_search ON complaints USING gin (search_staff)
CREATE INDEX complaints_status_received ON complaints USING btree (status, received_at, id)
CREATE INDEX complaints_updated ON complaints USING btree (GREATEST(updated_at, noted_at), id)
CREATE INDEX idempotency_keys_expires ON idempotency_keys USING btree (expires_at)
CREATE INDEX invitations_user ON invitations USING btree (user_id)
CREATE INDEX outgoing_mail_complaint ON outgoing_mail USING btree (complaint_id)
CREATE INDEX outgoing_mail_failed ON outgoing_mail USING btree (id) WHERE (state = 'failed'::text)
CREATE INDEX outgoing_mail_recipient ON outgoing_mail USING btree (recipient, created_at)
CREATE INDEX outgoing_mail_user ON outgoing_mail USING btree (user_id, created_at)
CREATE INDEX people_created ON people USING btree (created_at, id)
CREATE INDEX people_search ON people USING gin (search)
CREATE INDEX resolutions_complaint ON resolutions USING btree (complaint_id)
CREATE INDEX resolutions_proposed_by ON resolutions USING btree (proposed_by)
CREATE INDEX service_tokens_created_by ON service_tokens USING btree (created_by)
CREATE INDEX sessions_expires ON sessions USING btree (expires_at)
CREATE INDEX sessions_person ON sessions USING btree (person_id)
CREATE INDEX sessions_user ON sessions USING btree (user_id)
CREATE INDEX sign_in_challenges_expires ON sign_in_challenges USING btree (expires_at)
CREATE INDEX sign_in_challenges_user ON sign_in_challenges USING btree (user_id)
CREATE INDEX used_sign_in_attempts_expires ON used_sign_in_attempts USING btree (expires_at)
CREATE INDEX users_email ON users USING btree (lower(email))
CREATE INDEX webhook_deliveries_complaint ON webhook_deliveries USING btree (complaint_id, created_at)
CREATE INDEX webhook_deliveries_created ON webhook_deliveries USING btree (created_at, id)
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries USING btree (endpoint_id, created_at, id)
CREATE INDEX webhook_deliveries_event ON webhook_deliveries USING btree (event_id)
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries USING btree (endpoint_id, complaint_id, number) WHERE (state = 'waiting'::text)
CREATE INDEX webhook_endpoints_created_by ON webhook_endpoints USING btree (created_by)
CREATE INDEX webhook_events_complaint ON webhook_events USING btree (complaint_id)
CREATE INDEX webhook_events_occurred ON webhook_events USING btree (occurred_at)
CREATE UNIQUE INDEX categories_name_unique ON categories USING btree (COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name))
CREATE UNIQUE INDEX complaints_external_reference_unique ON complaints USING btree (external_reference) WHERE (external_reference IS NOT NULL)
CREATE UNIQUE INDEX resolutions_current ON resolutions USING btree (complaint_id) WHERE is_current

-- functions
CREATE OR REPLACE FUNCTION append_audit_event(id uuid, occurred_at timestamp with time zone, action text, subject_type text, subject_id uuid, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text, request_id text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 WITH head AS (
          INSERT INTO audit_chains AS c (subject_id, "position", previous_hash, hash)
           VALUES (append_audit_event.subject_id, 1, NULL::bytea, audit_event_hash(append_audit_event.id, append_audit_event.subject_type, append_audit_event.subject_id, 1, NULL::bytea, append_audit_event.occurred_at, append_audit_event.action, append_audit_event.subject_label, append_audit_event.actor_kind, append_audit_event.actor_id, append_audit_event.actor_name, append_audit_event.actor_role, append_audit_event.changes, append_audit_event.client, append_audit_event.request_id)) ON CONFLICT(subject_id) DO UPDATE SET "position" = (c."position" + 1), previous_hash = c.hash, hash = audit_event_hash(append_audit_event.id, append_audit_event.subject_type, append_audit_event.subject_id, (c."position" + 1), c.hash, append_audit_event.occurred_at, append_audit_event.action, append_audit_event.subject_label, append_audit_event.actor_kind, append_audit_event.actor_id, append_audit_event.actor_name, append_audit_event.actor_role, append_audit_event.changes, append_audit_event.client, append_audit_event.request_id)
           RETURNING c."position",
             c.previous_hash,
             c.hash
         ), unsealed AS (
          INSERT INTO audit_unsealed (subject_id, "position", hash)  SELECT append_audit_event.subject_id AS subject_id,
                     head."position",
                     head.hash
                    FROM head
         ), noticed AS (
          INSERT INTO platform.change_notices (tenant_key, complaint_id, event_id)  SELECT 'tenant',
                     append_audit_event.subject_id AS subject_id,
                     append_audit_event.id AS id
                   WHERE ((append_audit_event.subject_type = 'complaint'::text) AND (append_audit_event.actor_kind <> 'import'::text))
         )
  INSERT INTO audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name, actor_role, changes, client, request_id, "position", previous_hash, hash)  SELECT append_audit_event.id AS id,
             append_audit_event.occurred_at AS occurred_at,
             append_audit_event.action AS action,
             append_audit_event.subject_type AS subject_type,
             append_audit_event.subject_id AS subject_id,
             append_audit_event.subject_label AS subject_label,
             append_audit_event.actor_kind AS actor_kind,
             append_audit_event.actor_id AS actor_id,
             append_audit_event.actor_name AS actor_name,
             append_audit_event.actor_role AS actor_role,
             append_audit_event.changes AS changes,
             append_audit_event.client AS client,
             append_audit_event.request_id AS request_id,
             head."position",
             head.previous_hash,
             head.hash
            FROM head;
END
CREATE OR REPLACE FUNCTION audit_event_hash(id uuid, subject_type text, subject_id uuid, chain_position integer, previous_hash bytea, occurred_at timestamp with time zone, action text, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text, request_id text)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((jsonb_build_array('redress-audit-event-1', 'tenant', subject_id, chain_position, encode(previous_hash, 'hex'::text), id, to_char((occurred_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text), action, subject_type, subject_label, actor_kind, actor_id, actor_name, actor_role, changes, client, request_id))::text, 'UTF8'::name))
CREATE OR REPLACE FUNCTION begin_audit_chains(events jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 WITH told AS MATERIALIZED (
          SELECT e.id,
             e.occurred_at,
             e.action,
             e.subject_type,
             e.subject_id,
             e.subject_label,
             e.actor_kind,
             e.actor_id,
             e.actor_name,
             e.actor_role,
             e.changes,
             e.client,
             e.request_id,
             audit_event_hash(e.id, e.subject_type, e.subject_id, 1, NULL::bytea, e.occurred_at, e.action, e.subject_label, e.actor_kind, e.actor_id, e.actor_name, e.actor_role, e.changes, e.client, e.request_id) AS hash
            FROM jsonb_to_recordset(begin_audit_chains.events) e(id uuid, occurred_at timestamp with time zone, action text, subject_type text, subject_id uuid, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text, request_id text)
         ), heads AS (
          INSERT INTO audit_chains (subject_id, "position", previous_hash, hash)  SELECT told.subject_id,
                     1,
                     NULL::unknown,
                     told.hash
                    FROM told
         ), unsealed AS (
          INSERT INTO audit_unsealed (subject_id, "position", hash)  SELECT told.subject_id,
                     1,
                     told.hash
                    FROM told
         ), noticed AS (
          INSERT INTO platform.change_notices (tenant_key, complaint_id, event_id)  SELECT 'tenant',
                     told.subject_id,
                     told.id
                    FROM told
                   WHERE ((told.subject_type = 'complaint'::text) AND (told.actor_kind <> 'import'::text))
         )
  INSERT INTO audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name, actor_role, changes, client, request_id, "position", previous_hash, hash)  SELECT told.id,
             told.occurred_at,
             told.action,
             told.subject_type,
             told.subject_id,
             told.subject_label,
             told.actor_kind,
             told.actor_id,
             told.actor_name,
             told.actor_role,
             told.changes,
             told.client,
             told.request_id,
             1,
             NULL::unknown,
             told.hash
            FROM told;
END
CREATE OR REPLACE FUNCTION database_identity()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (((((SELECT s.system_identifier FROM pg_control_system() s(pg_control_version, catalog_version_no, system_identifier, pg_control_last_modified)) || '/'::text) || "left"(pg_walfile_name(pg_current_wal_insert_lsn()), 8)) || '/'::text) || (SELECT d.oid FROM pg_database d WHERE (d.datname = current_database())))
CREATE OR REPLACE FUNCTION enqueue(kind text, ref uuid, lane uuid DEFAULT NULL::uuid, traceparent text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO platform.outbox (tenant_key, kind, ref, lane, traceparent)
   VALUES ('tenant'::text, enqueue.kind, enqueue.ref, enqueue.lane, enqueue.traceparent);
END
CREATE OR REPLACE FUNCTION fold(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(translate(lower(regexp_replace(NORMALIZE(value, NFKD), '[\u0300-\u036f]'::text, ''::text, 'g'::text)), 'ςı'::text, 'σi'::text), '[^[:alnum:]]+'::text, ' '::text, 'g'::text)
CREATE OR REPLACE FUNCTION search_document(complaint uuid, kinds text[])
 RETURNS tsvector
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT search_vector(c.reference, c.external_reference, c.subject, concat_ws(' '::text, p.name, p.email, p.phone), concat_ws(' '::text, c.description, c.desired_outcome), COALESCE(( SELECT string_agg(m.body, ' '::text ORDER BY m.id DESC) AS string_agg
            FROM comments m
           WHERE ((m.complaint_id = c.id) AND (m.kind = ANY (search_document.kinds)))), ''::text)) AS search_vector
    FROM (complaints c
      JOIN people p ON ((p.id = c.consumer_id)))
   WHERE (c.id = search_document.complaint);
END
CREATE OR REPLACE FUNCTION search_vector(reference text, external_reference text, subject text, consumer text, body text, conversation text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((setweight(to_tsvector('simple'::regconfig, fold(((((((reference || ' '::text) || ltrim(split_part(reference, '-'::text, 3), '0'::text)) || ' '::text) || COALESCE(external_reference, ''::text)) || ' '::text) || subject))), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, fold(consumer)), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, "left"(fold(body), 50000)), 'C'::"char")) || setweight(to_tsvector('simple'::regconfig, "left"(fold("left"(conversation, 200000)), 150000)), 'D'::"char"))
CREATE OR REPLACE FUNCTION take_unsealed_heads(at_most integer)
 RETURNS TABLE(subject_id uuid, chain_position integer, hash bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 WITH taken AS (
          DELETE FROM audit_unsealed u
           WHERE (u.ctid = ANY (ARRAY( SELECT n.ctid
                    FROM audit_unsealed n
                  LIMIT take_unsealed_heads.at_most
                  FOR UPDATE OF n SKIP LOCKED)))
           RETURNING u.subject_id,
             u."position",
             u.hash
         )
  SELECT DISTINCT ON (t.subject_id) t.subject_id,
     t."position",
     t.hash
    FROM taken t
   ORDER BY t.subject_id, t."position" DESC;
END

-- grants
append_audit_event(id uuid, occurred_at timestamp with time zone, action text, subject_type text, subject_id uuid, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text, request_id text): tenant execute
audit_chains: tenant select
audit_events: tenant select
audit_unsealed: tenant select
begin_audit_chains(events jsonb): tenant execute
categories: tenant insert, select, update
change_numbering: tenant select, update
comments: tenant insert, select
complaints: tenant insert, select, update
database_identity(): tenant execute
enqueue(kind text, ref uuid, lane uuid, traceparent text): tenant execute
external_identities: tenant delete, insert, select, update
fold(value text): tenant execute
idempotency_keys: tenant delete, insert, select, update
identity_provider: tenant insert, select, update
invitations: tenant insert, select, update
outgoing_mail: tenant insert, select, update
password_reset_requests: tenant delete, insert, select, update
people: tenant insert, select, update
reference_counters: tenant insert, select, update
resolutions: tenant insert, select, update
schema: redress_owner create, usage
schema: tenant usage
search_document(complaint uuid, kinds text[]): tenant execute
search_vector(reference text, external_reference text, subject text, consumer text, body text, conversation text): tenant execute
second_factors: tenant delete, insert, select, update
service_tokens: tenant insert, select
sessions: tenant delete, insert, select, update
settings: tenant select, update
sign_in_challenges: tenant delete, insert, select, update
take_unsealed_heads(at_most integer): tenant execute
trusted_documents: tenant delete, insert, select
used_sign_in_attempts: tenant delete, insert, select
users: tenant insert, select, update
webhook_deliveries: tenant delete, insert, select, update
webhook_endpoints: tenant delete, insert, select, update
webhook_events: tenant delete, insert, select
