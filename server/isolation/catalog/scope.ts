import type { Client } from 'pg';

/** What the catalog is checked for. `admin` may read all of it. */
export interface CatalogScope {
  admin: Client;
  /** The server's login. */
  runtimeRoleName: string;
  /** The role that owns what is ours. */
  ownerRoleName: string;
  /** A tenant that was provisioned just now: what every other one has to look like. */
  freshKey: string;
}

/** The keys of all that has a role and a schema, as SQL: organisations, and what is in stock for those to come. */
export const allKeys = '(select key from platform.tenants union select key from platform.tenant_stock)';
