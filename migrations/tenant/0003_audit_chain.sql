-- The audit trail as chains of hashes: whoever edits, removes or reorders an event breaks its chain.
--
-- One chain a subject (a complaint, a user, a session …): the context is many writers at once; the decision, that those who change
-- different things share no row and never wait for each other, while those of one thing already wait for its own row; the
-- consequence, that a whole chain can vanish without a trace in the others, which is why signed checkpoints name every chain's head.

alter table audit_events
  add column position integer,
  add column previous_hash bytea,
  add column hash bytea;

-- How far each chain has come. Its row lock puts the writers of one chain in a line.
create table audit_chains (
  subject_id uuid primary key,
  position integer not null,
  previous_hash bytea,
  hash bytea not null
);

-- Hashes that no checkpoint has signed yet; taken out by the checkpoint that does. Nobody looks for one of them: no key.
create table audit_unsealed (
  subject_id uuid not null,
  position integer not null,
  hash bytea not null
);

-- SHA-256 over every field as one JSON array in PostgreSQL's own spelling; the verifier spells it the same way. The first element is
-- the format, the second the organisation: an event of another one fits no chain here.
create function audit_event_hash(
  id uuid, subject_type text, subject_id uuid, chain_position integer, previous_hash bytea, occurred_at timestamptz, action text,
  subject_label text, actor_kind text, actor_id uuid, actor_name text, actor_role text, changes jsonb, client text, request_id text
) returns bytea
  language sql stable parallel safe
  return sha256(convert_to(jsonb_build_array('redress-audit-event-1', :'tenant', subject_id, chain_position, encode(previous_hash, 'hex'),
    id, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), action, subject_type, subject_label,
    actor_kind, actor_id, actor_name, actor_role, changes, client, request_id)::text, 'UTF8'));

-- The events that are there already, in the order of their ids.
update audit_events e set position = n.position
  from (select id, row_number() over (partition by subject_id order by id) as position from audit_events) n where n.id = e.id;
alter table audit_events add constraint audit_events_chain_unique unique (subject_id, position);
analyze audit_events;
-- A step of the recursion looks its next events up; scanning all of them for each step would take hours on a long chain.
set local enable_hashjoin = off;
set local enable_mergejoin = off;
with recursive chained as (
  select e.id, e.subject_id, e.position, null::bytea as previous_hash,
    audit_event_hash(e.id, e.subject_type, e.subject_id, e.position, null, e.occurred_at, e.action, e.subject_label, e.actor_kind,
      e.actor_id, e.actor_name, e.actor_role, e.changes, e.client, e.request_id) as hash
  from audit_events e where e.position = 1
  union all
  select e.id, e.subject_id, e.position, c.hash,
    audit_event_hash(e.id, e.subject_type, e.subject_id, e.position, c.hash, e.occurred_at, e.action, e.subject_label, e.actor_kind,
      e.actor_id, e.actor_name, e.actor_role, e.changes, e.client, e.request_id)
  from chained c join audit_events e on e.subject_id = c.subject_id and e.position = c.position + 1
)
update audit_events e set previous_hash = c.previous_hash, hash = c.hash from chained c where c.id = e.id;
set local enable_hashjoin = on;
set local enable_mergejoin = on;
alter table audit_events
  alter column position set not null,
  alter column hash set not null,
  add constraint audit_events_first check ((position = 1) = (previous_hash is null));
insert into audit_chains (subject_id, position, previous_hash, hash)
  select distinct on (subject_id) subject_id, position, previous_hash, hash from audit_events order by subject_id, position desc;
insert into audit_unsealed (subject_id, position, hash) select subject_id, position, hash from audit_chains;

-- Appends an event to the chain of its subject. The only way into the trail: position and hashes are made here, so none can be forged.
-- The head's row is locked until the commit. The server appends last in each transaction, in the order of the subjects' ids: whoever
-- waits for a head holds no lock that the one before it in line still needs, so nothing deadlocks.
create function append_audit_event(
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
    )
    insert into audit_events (id, occurred_at, action, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_name,
        actor_role, changes, client, request_id, position, previous_hash, hash)
      select append_audit_event.id, occurred_at, action, subject_type, append_audit_event.subject_id, subject_label, actor_kind, actor_id,
        actor_name, actor_role, changes, client, request_id, position, previous_hash, hash from head;
  end;

-- Gives what the next checkpoint signs, and forgets it. An event whose transaction is still open is not seen: the checkpoint after its
-- commit takes it.
create function take_unsealed_heads(at_most integer) returns table (subject_id uuid, chain_position integer, hash bytea)
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with taken as (
      delete from audit_unsealed u
        where u.ctid = any (array(select n.ctid from audit_unsealed n limit at_most for update skip locked))
        returning u.subject_id, u.position, u.hash
    )
    select distinct on (t.subject_id) t.subject_id, t.position, t.hash from taken t order by t.subject_id, t.position desc;
  end;

revoke insert on audit_events from :"tenant";
revoke all on function
  audit_event_hash(uuid, text, uuid, integer, bytea, timestamptz, text, text, text, uuid, text, text, jsonb, text, text),
  append_audit_event(uuid, timestamptz, text, text, uuid, text, text, uuid, text, text, jsonb, text, text),
  take_unsealed_heads(integer)
  from public;
grant execute on function
  append_audit_event(uuid, timestamptz, text, text, uuid, text, text, uuid, text, text, jsonb, text, text),
  take_unsealed_heads(integer)
  to :"tenant";
grant select on audit_chains, audit_unsealed to :"tenant";
