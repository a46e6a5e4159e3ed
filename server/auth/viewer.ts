import { isManager, isStaff, type ViewerRole } from '../shared/roles.ts';
import type { TokenScope } from '../shared/token-scopes.ts';
import type { Tenant } from '../tenancy/tenant.ts';

/** Who asks: a user of the tenant, a person who followed the tracking link of one complaint, or software with a service token. */
export interface Viewer {
  kind: 'user' | 'tracking' | 'service';
  tenant: Tenant;
  /** For software the id of its token. */
  sessionId: string;
  role: ViewerRole;
  /** What a service token may do; empty for people, whose role says it. */
  scopes: readonly TokenScope[];
  /** Null for a tracking session and for software. */
  userId: string | null;
  /** The complainant behind a consumer; null for staff and software. */
  personId: string | null;
  /** A tracking session sees this complaint and nothing else; null otherwise. */
  trackedComplaintId: string | null;
  /** For audit events and comments. */
  displayName: string;
  /** The organisation requires a second factor of staff and this user has none yet: setting it up is all that they may do. */
  mustSetUpFactor: boolean;
}

/** True for staff, and for software that may read every complaint: who sees what consumers do not. */
export function seesAsStaff({ role, scopes }: Viewer): boolean {
  return role === 'service' ? scopes.includes('complaints:read') : isStaff(role);
}

/** True for whoever speaks for the organisation: staff and its software, not consumers. */
export function actsForOrganisation({ role }: Viewer): boolean {
  return role === 'service' || isStaff(role);
}

/** True for managers and system administrators; never for software, whatever it may read. */
export function isLeading({ role }: Viewer): boolean {
  return role !== 'service' && isManager(role);
}

/** True for a service token that has one of these scopes. */
export function hasScope({ scopes }: Viewer, ...any: readonly TokenScope[]): boolean {
  return any.some((scope) => scopes.includes(scope));
}

/** What a request tells of the software that sent it; written into audit events. */
export interface RequestOrigin {
  requestId: string;
  /** `User-Agent`, cut at 300 characters. */
  client: string | null;
  clientAddress: string;
}
