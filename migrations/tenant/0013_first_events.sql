-- The first events of many new things at once, which an import has by the thousand: their chains begin here, so that nothing has to be looked
-- up, locked or waited for, and one statement does for all. A thing that has a chain already is refused, and everything with it.
create function begin_audit_chains(events jsonb) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with told as materialized (
      select e.id, e.occurred_at, e.action, e.subject_type, e.subject_id, e.subject_label, e.actor_kind, e.actor_id, e.actor_name,
          e.actor_role, e.changes, e.client, e.request_id,
          audit_event_hash(e.id, e.subject_type, e.subject_id, 1, null, e.occurred_at, e.action, e.subject_label, e.actor_kind, e.actor_id,
            e.actor_name, e.actor_role, e.changes, e.client, e.request_id) as hash
        from jsonb_to_recordset(begin_audit_chains.events) as e (id uuid, occurred_at timestamptz, action text, subject_type text,
          subject_id uuid, subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text,
          request_id text)
    ), heads as (
      insert into audit_chains (subject_id, position, previous_hash, hash) select subject_id, 1, null, hash from told
    ), unsealed as (
      insert into audit_unsealed (subject_id, position, hash) select subject_id, 1, hash from told
    ), noticed as (
      insert into platform.change_notices (tenant_key, complaint_id, event_id)
        select :'tenant', subject_id, id from told where subject_type = 'complaint' and actor_kind <> 'import'
    )
    insert into audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name,
        actor_role, changes, client, request_id, position, previous_hash, hash)
      select id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name, actor_role, changes,
        client, request_id, 1, null, hash from told;
  end;

revoke all on function begin_audit_chains(jsonb) from public;
grant execute on function begin_audit_chains(jsonb) to :"tenant";
