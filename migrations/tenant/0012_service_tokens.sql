-- Software of partners as a user of the API, and what it wrote.

-- Of the text only its hash is kept: it is random, so that nobody finds it by trying. A token never changes but to end and to be used.
create table service_tokens (
  id uuid primary key,
  name text not null constraint service_tokens_name_length check (length(name) between 1 and 100),
  scopes text[] not null constraint service_tokens_scopes_some check (cardinality(scopes) > 0),
  token_hash bytea not null constraint service_tokens_hash_unique unique
    constraint service_tokens_hash_length check (octet_length(token_hash) = 32),
  -- The last characters of the text, of its checksum: tells people which one they hold.
  ending text not null constraint service_tokens_ending_shape check (ending ~ '^[a-z2-7]{4}$'),
  -- Null: the operator, on the command line.
  created_by uuid constraint service_tokens_created_by references users,
  created_at timestamptz not null,
  -- Null: it does not end by itself.
  expires_at timestamptz,
  -- To about a minute.
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index service_tokens_created_by on service_tokens (created_by);

alter table comments add column author_token_id uuid constraint comments_author_token references service_tokens;
alter table comments
  drop constraint comments_one_author,
  add constraint comments_one_author check (num_nonnulls(author_user_id, author_person_id, author_token_id) = 1);
create index comments_author_token on comments (author_token_id) where author_token_id is not null;

-- By which token it was entered: a token that may read no others sees those.
alter table complaints add column entered_by uuid constraint complaints_entered_by references service_tokens;
create index complaints_entered_by on complaints (entered_by) where entered_by is not null;
alter table complaints
  drop constraint complaints_origin,
  add constraint complaints_origin check (origin in ('consumer', 'help_desk', 'public_form', 'service', 'import'));
alter table audit_events
  drop constraint audit_events_actor_kind,
  add constraint audit_events_actor_kind check (actor_kind in ('user', 'person', 'service', 'system', 'import', 'operator'));

grant select, insert on service_tokens to :"tenant";
grant update (last_used_at, revoked_at) on service_tokens to :"tenant";
