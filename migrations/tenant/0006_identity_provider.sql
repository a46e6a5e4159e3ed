-- Sign-in by the organisation's own identity provider (OpenID Connect).

create table identity_provider (
  is_only boolean primary key default true constraint identity_provider_only_row check (is_only),
  id uuid not null,
  version integer not null default 1,
  label text not null constraint identity_provider_label_length check (length(label) between 1 and 60),
  issuer text not null constraint identity_provider_issuer_length check (length(issuer) between 1 and 500),
  client_id text not null constraint identity_provider_client_length check (length(client_id) between 1 and 500),
  -- Encrypted with a key that is not in the database; null for a client that has none.
  client_secret bytea,
  scopes text[] not null,
  is_enabled boolean not null,
  -- Of users that are made at their first sign-in; null: only users who were linked sign in.
  new_user_role text constraint identity_provider_new_user_role check (new_user_role in ('consumer', 'help_desk', 'support', 'manager')),
  staff_must_use boolean not null,
  constraint identity_provider_staff_can_use check (is_enabled or not staff_must_use)
);

-- Which account at a provider is which user. A provider knows its accounts by the subject alone: names and addresses change hands.
create table external_identities (
  id uuid primary key,
  user_id uuid not null constraint external_identities_user references users,
  issuer text not null constraint external_identities_issuer_length check (length(issuer) between 1 and 500),
  subject text not null constraint external_identities_subject_length check (length(subject) between 1 and 255),
  -- What the provider called the account when it was linked; for people.
  account_name text,
  linked_at timestamptz not null,
  last_used_at timestamptz,
  constraint external_identities_subject_unique unique (issuer, subject),
  constraint external_identities_user_unique unique (user_id, issuer)
);

-- Sign-ins that came back from the provider, until their time is over: none comes back twice.
create table used_sign_in_attempts (
  id uuid primary key,
  expires_at timestamptz not null
);
create index used_sign_in_attempts_expires on used_sign_in_attempts (expires_at);

grant select, insert, update on identity_provider to :"tenant";
grant select, insert, update, delete on external_identities to :"tenant";
grant select, insert, delete on used_sign_in_attempts to :"tenant";
