-- Changes of complaints in an order that a copy can follow. A time cannot do that: it is taken when a change begins, and a change that takes
-- long is seen after later ones. The number of its transaction can: all transactions below pg_snapshot_xmin are over, so whoever reads only
-- those, in order, finds everything else behind. No writer waits for another one.
alter table complaints
  add column changed_in xid8 not null default pg_current_xact_id(),
  -- The last change that the consumer does not see: an internal note.
  add column noted_at timestamptz,
  add column noted_in xid8,
  add constraint complaints_noted_whole check ((noted_at is null) = (noted_in is null));

-- Up to now a note moved the time that consumers see.
update complaints c set noted_at = c.updated_at, noted_in = pg_current_xact_id(),
    updated_at = coalesce((select max(e.occurred_at) from audit_events e where e.subject_id = c.id
      and e.action not in ('complaint.noted', 'complaint.resolution_noted', 'complaint.mailed', 'complaint.mail_failed')), c.created_at)
  where exists (select from comments m where m.complaint_id = c.id and m.created_at = c.updated_at and m.kind in ('internal_note', 'resolution_note'))
    and not exists (select from audit_events e where e.subject_id = c.id and e.occurred_at = c.updated_at
      and e.action not in ('complaint.noted', 'complaint.resolution_noted'));

drop index complaints_updated;
create index complaints_updated on complaints (greatest(updated_at, noted_at), id);
create index complaints_changes on complaints (greatest(changed_in, noted_in), id);
create index complaints_due_order on complaints (coalesce(final_response_by, 'infinity'), id);

-- Numbers of transactions mean something in one database only. Where data is restored into another one, or a standby takes over, the
-- complaints are numbered anew and cursors of the earlier numbering are refused.
create function database_identity() returns text
  language sql stable
  return (select s.system_identifier from pg_control_system() s) || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || '/'
    || (select d.oid from pg_database d where d.datname = current_database());

create table change_numbering (
  is_only boolean primary key default true constraint change_numbering_only_row check (is_only),
  -- Part of every cursor.
  id uuid not null,
  database text not null
);
insert into change_numbering (id, database) values (gen_random_uuid(), database_identity());

revoke all on function database_identity() from public;
grant execute on function database_identity() to :"tenant";
grant select, update on change_numbering to :"tenant";
