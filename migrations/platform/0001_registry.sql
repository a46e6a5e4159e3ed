-- The registry: which tenants there are. No complaint content is ever here.

create table platform.tenants (
  key text primary key constraint tenants_key_shape check (key ~ '^t_[a-z2-7]{26}$'),
  slug text not null constraint tenants_slug_unique unique
    constraint tenants_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 60),
  name text not null constraint tenants_name_length check (length(name) between 1 and 200),
  state text not null default 'active' constraint tenants_state check (state in ('active', 'suspended')),
  schema_version integer not null,
  -- Where an import finds the tenant again that it made: 'cfpb:' and the company.
  imported_as text constraint tenants_imported_as_unique unique,
  created_at timestamptz not null default now()
);

-- Tokens of a session or user that were issued before `revoked_at` are refused; every process follows this table.
create table platform.revocations (
  id bigint generated always as identity primary key,
  subject uuid not null,
  revoked_at timestamptz not null default clock_timestamp()
);
create index revocations_revoked_at on platform.revocations (revoked_at);

grant usage on schema platform to :"runtime";
grant select on platform.tenants to :"runtime";
grant select, insert, delete on platform.revocations to :"runtime";
