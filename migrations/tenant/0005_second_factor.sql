-- The second factor (RFC 6238), and what the page of one's sessions tells.

alter table settings add column staff_second_factor boolean not null default false;

-- When a used-up refresh token came once more: somebody else has had it.
alter table sessions add column reuse_detected_at timestamptz;

-- The secret is encrypted with a key that is not in the database; of the recovery codes only keyed hashes are kept, those that are unused.
create table second_factors (
  user_id uuid primary key constraint second_factors_user references users,
  secret bytea not null,
  -- Time step of the newest code that was taken: no code is taken twice.
  last_step bigint not null default 0,
  recovery_codes bytea[] not null default '{}',
  started_at timestamptz not null,
  -- Null until a first code showed that the device has the secret.
  confirmed_at timestamptz
);

-- Sign-ins whose password was right and that wait for the second factor.
create table sign_in_challenges (
  id uuid primary key,
  user_id uuid not null constraint sign_in_challenges_user references users,
  -- A hash of the password's hash: a new password ends the challenge.
  password_print bytea not null,
  wrong_codes integer not null default 0,
  expires_at timestamptz not null
);
create index sign_in_challenges_user on sign_in_challenges (user_id);
create index sign_in_challenges_expires on sign_in_challenges (expires_at);

grant select, insert, update, delete on second_factors, sign_in_challenges to :"tenant";
