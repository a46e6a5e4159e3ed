-- That something happened to a complaint: written in the transaction of the change, told to every process right after it, and gone then.
-- Ids alone: whoever hears of them reads the rest as the organisation, where it may.
create table platform.change_notices (
  id bigint generated always as identity primary key,
  tenant_key text not null constraint change_notices_tenant_key_shape check (tenant_key ~ '^t_[a-z2-7]{26}$'),
  complaint_id uuid not null,
  event_id uuid not null
);

-- The server takes notices; it neither makes one nor says whose it is. To pass over what another process is taking it needs a right to
-- update: of the one column that can be set to nothing of its choice.
grant select, delete, update (id) on platform.change_notices to :"runtime";
