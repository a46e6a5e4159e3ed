-- One function asks for work: with a lane or without one, and with the trace in which it was asked for where there is one. Servers of the
-- version before, which give kind and ref alone, may go on while the organisations are migrated.
drop function enqueue(text, uuid);
drop function enqueue_in_lane(text, uuid, uuid);
create function enqueue(kind text, ref uuid, lane uuid default null, traceparent text default null) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into platform.outbox (tenant_key, kind, ref, lane, traceparent)
      values (:'tenant', enqueue.kind, enqueue.ref, enqueue.lane, enqueue.traceparent);
  end;
revoke all on function enqueue(text, uuid, uuid, text) from public;
grant execute on function enqueue(text, uuid, uuid, text) to :"tenant";
