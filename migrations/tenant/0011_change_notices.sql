-- What happens to a complaint is told to everybody who looks at it. The notice is made where the event is: none is forgotten, and none
-- names another organisation. An import tells nobody: those are old stories, by the thousand.
create or replace function append_audit_event(
  id uuid, occurred_at timestamptz, action text, subject_type text, subject_id uuid, subject_label text, actor_kind text, actor_id uuid,
  actor_name text, actor_role text, changes jsonb, client text, request_id text
) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with head as (
      insert into audit_chains as c (subject_id, position, previous_hash, hash)
        values (append_audit_event.subject_id, 1, null, audit_event_hash(append_audit_event.id, subject_type, append_audit_event.subject_id,
          1, null, occurred_at, action, subject_label, actor_kind, actor_id, actor_name, actor_role, changes, client, request_id))
        on conflict (subject_id) do update set position = c.position + 1, previous_hash = c.hash, hash = audit_event_hash(
          append_audit_event.id, subject_type, append_audit_event.subject_id, c.position + 1, c.hash, occurred_at, action, subject_label,
          actor_kind, actor_id, actor_name, actor_role, changes, client, request_id)
        returning position, previous_hash, hash
    ), unsealed as (
      insert into audit_unsealed (subject_id, position, hash) select append_audit_event.subject_id, position, hash from head
    ), noticed as (
      insert into platform.change_notices (tenant_key, complaint_id, event_id)
        select :'tenant', append_audit_event.subject_id, append_audit_event.id
        where append_audit_event.subject_type = 'complaint' and append_audit_event.actor_kind <> 'import'
    )
    insert into audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name,
        actor_role, changes, client, request_id, position, previous_hash, hash)
      select append_audit_event.id, occurred_at, action, subject_type, append_audit_event.subject_id, subject_label, actor_kind, actor_id,
        actor_name, actor_role, changes, client, request_id, position, previous_hash, hash from head;
  end;
