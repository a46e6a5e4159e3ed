-- Ready-made schemas with their roles, each for an organisation that is still to come: nobody's until one takes it, and taken once. Only
-- the owner makes and takes them: the server has no right here, and may not become a role that is in stock.
create table platform.tenant_stock (
  key text primary key constraint tenant_stock_key_shape check (key ~ '^t_[a-z2-7]{26}$'),
  schema_version integer not null,
  made_at timestamptz not null default clock_timestamp()
);
