import type { Role } from '../shared/roles.ts';
import type { Tenant } from '../tenancy/tenant.ts';

/** Who asks: a user of the tenant, or a person who followed the tracking link of one complaint. */
export interface Viewer {
  tenant: Tenant;
  sessionId: string;
  role: Role;
  /** Null for a tracking session. */
  userId: string | null;
  /** The complainant behind a consumer; null for staff. */
  personId: string | null;
  /** A tracking session sees this complaint and nothing else; null otherwise. */
  trackedComplaintId: string | null;
  /** For audit events and comments. */
  displayName: string;
  /** The organisation requires a second factor of staff and this user has none yet: setting it up is all that they may do. */
  mustSetUpFactor: boolean;
}

/** What a request tells of the software that sent it; written into audit events. */
export interface RequestOrigin {
  requestId: string;
  /** `User-Agent`, cut at 300 characters. */
  client: string | null;
  clientAddress: string;
}
