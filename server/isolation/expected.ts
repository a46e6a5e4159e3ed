/**
 * What is allowed where it is not obvious, in one place: whoever adds a platform table, a SECURITY DEFINER function or a table that
 * only such a function reaches, adds it here and says why. What is not here is a finding.
 */

/** What may be done with each thing of the platform's schema, besides by its owner. `server`: the runtime login; `tenants`: each tenant's role. */
export const platformGrants: Record<string, { server?: string; tenants?: string }> = {
  'schema platform': { server: 'usage' },
  'table tenants': { server: 'select' },
  'table migrations': { server: 'select' },
  // Only the owner makes organisations.
  'table tenant_stock': {},
  'table revocations': { server: 'delete, insert, select' },
  'sequence revocations_id_seq': {},
  'table rate_limits': { server: 'delete, insert, select, update' },
  // Workers take entries, put them off and remove them; they neither make one nor say whose it is.
  'table outbox': { server: 'delete, select' },
  'column outbox.state': { server: 'update' },
  'column outbox.run_at': { server: 'update' },
  'column outbox.attempts': { server: 'update' },
  'column outbox.last_error': { server: 'update' },
  'sequence outbox_id_seq': {},
  // The server takes notices and tells them; it neither makes one nor says whose it is.
  'table change_notices': { server: 'delete, select' },
  'column change_notices.id': { server: 'update' },
  'sequence change_notices_id_seq': {},
  // The server adds signed states of the trails and never changes one.
  'table audit_keys': { server: 'insert, select' },
  'table audit_checkpoints': { server: 'insert, select' },
  'table audit_sealed_heads': { server: 'insert, select' },
};

/** Functions that run with their owner's rights, without arguments, as `platform.name` or `tenant.name`. */
export const definerFunctions: readonly string[] = [
  // The only ways into the audit trail, and to a notice that a complaint changed; the job that takes hashes out to be signed.
  'tenant.append_audit_event',
  'tenant.begin_audit_chains',
  'tenant.take_unsealed_heads',
  // The only way into the outbox; each tenant's has its own key written into it.
  'tenant.enqueue',
];

/** Tables of a tenant that its role reaches through functions only. */
export const tablesWithoutGrants: readonly string[] = [];

/** Tables of a tenant that have rows before anybody used it: what the migrations put there. */
export const tablesWithFirstRows: readonly string[] = ['change_numbering'];

/** Tables of a tenant that nothing is ever changed in or taken out of: the most that its role may do. */
export const appendOnlyTables: Record<string, readonly string[]> = {
  audit_events: ['select'],
  audit_chains: ['select'],
  audit_unsealed: ['select'],
  comments: ['insert', 'select'],
};

/** What a query outside a tenant's unit of work may touch, on the connections that stand aside. */
export const tablesOfTheServer: readonly string[] = [
  'platform.tenants',
  'platform.revocations',
  'platform.outbox',
  'platform.change_notices',
  'platform.rate_limits',
  'platform.audit_keys',
  'platform.audit_checkpoints',
  'platform.audit_sealed_heads',
];

/** Extensions that open no way between tenants. */
export const harmlessExtensions: readonly string[] = ['plpgsql', 'pg_stat_statements'];

/** Schemas of others, with the only role that may enter them. */
export const serverOnlySchemas: readonly string[] = ['graphile_worker'];

/** Default privileges as `owner kind: grants`. */
export const defaultPrivileges: readonly string[] = ['redress_owner functions: redress_owner execute'];

/** Open to every role in PostgreSQL, and why that breaks no wall. */
export const acceptedWays: readonly string[] = [
  'Every role reads the names of roles and schemas in the catalog: a tenant’s is opaque and says nothing about the organisation.',
  'Every role reads row estimates and sizes of all tables in the catalog (pg_class, pg_stat_…): numbers without a name.',
  'Every role may send NOTIFY: nothing in a notification is trusted, it only makes its hearer look again.',
  'The server’s login may become any tenant, by a statement of its own: that is its work. No text of a client becomes a statement, and a statement cannot carry a second one.',
];
