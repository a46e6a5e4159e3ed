-- GraphQL documents that the organisation has registered: they run by their hash, also where others are refused.

create table trusted_documents (
  id uuid primary key,
  -- SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.
  hash text not null constraint trusted_documents_hash_form check (hash ~ '^[0-9a-f]{64}$'),
  -- What its operations are called; for people.
  name text not null constraint trusted_documents_name_length check (length(name) between 1 and 200),
  text text not null constraint trusted_documents_text_length check (length(text) between 1 and 50000),
  registered_at timestamptz not null,
  constraint trusted_documents_hash_unique unique (hash)
);

grant select, insert, delete on trusted_documents to :"tenant";
