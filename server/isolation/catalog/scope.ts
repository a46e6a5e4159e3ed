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
