-- Webhooks: who is told of what happens to complaints, what is to be told, and what became of it.

-- As `enqueue`, in a lane: entries of one lane share a few places.
create function enqueue_in_lane(kind text, ref uuid, lane uuid) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into platform.outbox (tenant_key, kind, ref, lane)
      values (:'tenant', enqueue_in_lane.kind, enqueue_in_lane.ref, enqueue_in_lane.lane);
  end;

create table webhook_endpoints (
  id uuid primary key,
  version integer not null default 1,
  url text not null constraint webhook_endpoints_url_length check (length(url) between 1 and 2000),
  description text not null constraint webhook_endpoints_description_length check (length(description) between 1 and 200),
  event_kinds text[] not null constraint webhook_endpoints_event_kinds_some check (cardinality(event_kinds) > 0),
  is_enabled boolean not null default true,
  -- Why nothing is sent there any more.
  disabled_reason text constraint webhook_endpoints_disabled_reason check (disabled_reason in ('by_hand', 'gone', 'failing')),
  disabled_at timestamptz,
  -- Since when every attempt failed; null after a success.
  failing_since timestamptz,
  -- Encrypted with a key that is not in the database. The one before is used as well until its time is over.
  secret bytea not null,
  previous_secret bytea,
  previous_secret_until timestamptz,
  created_by uuid constraint webhook_endpoints_created_by references users,
  created_at timestamptz not null,
  constraint webhook_endpoints_disabled check (is_enabled = (disabled_at is null) and is_enabled = (disabled_reason is null)),
  constraint webhook_endpoints_previous_secret check ((previous_secret is null) = (previous_secret_until is null))
);
create index webhook_endpoints_created_by on webhook_endpoints (created_by);

-- What happened, as every endpoint is told it. The id is the message's for good: who gets it twice knows it by that.
create table webhook_events (
  id uuid primary key,
  -- In the order in which they happened, for one complaint.
  number bigint generated always as identity,
  type text not null constraint webhook_events_type_shape check (type ~ '^[a-z_]+\.[a-z_]+$'),
  complaint_id uuid constraint webhook_events_complaint references complaints,
  -- Of the complaint at that moment: no texts, and nothing about a person.
  facts jsonb not null,
  occurred_at timestamptz not null
);
create index webhook_events_complaint on webhook_events (complaint_id);
create index webhook_events_occurred on webhook_events (occurred_at);

create table webhook_deliveries (
  id uuid primary key,
  -- The order in which the deliveries of one complaint to one endpoint are made.
  number bigint generated always as identity,
  endpoint_id uuid not null constraint webhook_deliveries_endpoint references webhook_endpoints on delete cascade,
  event_id uuid not null constraint webhook_deliveries_event references webhook_events,
  complaint_id uuid constraint webhook_deliveries_complaint references complaints,
  cause text not null constraint webhook_deliveries_cause check (cause in ('event', 'test', 'resend', 'replay')),
  state text not null default 'waiting' constraint webhook_deliveries_state check (state in ('waiting', 'delivered', 'failed', 'skipped')),
  -- One object for each attempt: when, how long it took, and what came back.
  attempts jsonb not null default '[]',
  created_at timestamptz not null,
  -- Of the database's clock: not before then is it tried again; until then a worker has it.
  next_attempt_at timestamptz,
  leased_until timestamptz,
  ended_at timestamptz,
  constraint webhook_deliveries_end check ((state = 'waiting') = (ended_at is null))
);
create index webhook_deliveries_endpoint on webhook_deliveries (endpoint_id, created_at, id);
create index webhook_deliveries_event on webhook_deliveries (event_id);
create index webhook_deliveries_complaint on webhook_deliveries (complaint_id, created_at);
create index webhook_deliveries_created on webhook_deliveries (created_at, id);
create index webhook_deliveries_waiting on webhook_deliveries (endpoint_id, complaint_id, number) where state = 'waiting';

revoke all on function enqueue_in_lane(text, uuid, uuid) from public;
grant execute on function enqueue_in_lane(text, uuid, uuid) to :"tenant";
grant select, insert, update, delete on webhook_endpoints, webhook_deliveries to :"tenant";
grant select, insert, delete on webhook_events to :"tenant";
