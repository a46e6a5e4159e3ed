-- Functions are for the tenant's role alone; what everybody may execute is one mistake away from another tenant.
revoke execute on all functions in schema :"tenant" from public;
grant execute on all functions in schema :"tenant" to :"tenant";
