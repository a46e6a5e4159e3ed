-- A tenant that the self-test makes for itself and drops again: whoever lists organisations leaves it out.
alter table platform.tenants add column is_scratch boolean not null default false;

-- PostgreSQL lets everybody execute a new function. Ours are for those alone whom a migration names.
alter default privileges revoke execute on functions from public;
