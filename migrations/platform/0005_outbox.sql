-- What has to happen after a change: written in its transaction, worked off by the workers. An entry says which tenant, what kind of
-- work and about which row of the tenant's; never any content.
create table platform.outbox (
  id bigint generated always as identity primary key,
  tenant_key text not null constraint outbox_tenant_key_shape check (tenant_key ~ '^t_[a-z2-7]{26}$'),
  kind text not null constraint outbox_kind_shape check (kind ~ '^[a-z]+(-[a-z]+)*$' and length(kind) <= 40),
  ref uuid not null,
  state text not null default 'waiting' constraint outbox_state check (state in ('waiting', 'dead')),
  -- Whoever takes an entry moves this on: when its worker dies, the entry is due again then.
  run_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default clock_timestamp()
);
create index outbox_due on platform.outbox (run_at) where state = 'waiting';

-- The workers may take an entry, put it off and remove it, but not make one, nor say of one that it is another tenant's: entries are made
-- by each tenant's own function alone, which has the tenant written into it.
grant select, delete on platform.outbox to :"runtime";
grant update (state, run_at, attempts, last_error) on platform.outbox to :"runtime";
