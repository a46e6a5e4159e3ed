-- Signed states of the organisations' audit trails, kept outside their schemas: whoever rewrites a trail does not reach them
-- with the same rights. The server adds and reads; nobody but the owner of the database changes or removes.

-- The public keys that checkpoints were signed with, by their ids: an older checkpoint stays verifiable after a new key.
create table platform.audit_keys (
  id text primary key,
  public_key text not null,
  first_used_at timestamptz not null
);

-- `statement` is the signed text, byte for byte; each names the one before by the hash of its statement.
create table platform.audit_checkpoints (
  tenant_key text not null,
  number integer not null constraint audit_checkpoints_number check (number > 0),
  statement text not null,
  signature text not null,
  made_at timestamptz not null,
  primary key (tenant_key, number)
);

-- What a checkpoint signed: of each chain that grew since the one before, the last event's position and hash.
create table platform.audit_sealed_heads (
  tenant_key text not null,
  subject_id uuid not null,
  number integer not null,
  position integer not null,
  hash bytea not null,
  primary key (tenant_key, subject_id, number)
);

grant select, insert on platform.audit_keys, platform.audit_checkpoints, platform.audit_sealed_heads to :"runtime";
