-- Entries for things that may be slow one by one, such as somebody's server: those of one lane share a few places, so that a slow one holds
-- up nobody else. Without a lane an entry waits in the one line of quick work.
alter table platform.outbox add column lane uuid;
create index outbox_lanes on platform.outbox (tenant_key, lane, run_at, id) where state = 'waiting' and lane is not null;
