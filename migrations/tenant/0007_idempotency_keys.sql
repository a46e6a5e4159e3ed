-- What came of a change that was sent with an Idempotency-Key: whoever sends the same again gets the same answer, and nothing happens twice.
-- Written in the transaction of the change, so that one is never there without the other.
create table idempotency_keys (
  -- A keyed hash of who asked and of their key; the table tells neither.
  key_hash bytea primary key,
  -- A keyed hash of the operation and its variables.
  fingerprint bytea not null,
  -- What the use case gave: ids, versions, refusals; never a secret. Null only until the transaction's end.
  answer jsonb,
  expires_at timestamptz not null
);
create index idempotency_keys_expires on idempotency_keys (expires_at);

grant select, insert, update, delete on idempotency_keys to :"tenant";
