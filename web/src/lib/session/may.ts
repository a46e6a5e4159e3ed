import { mayUse, operationPermissions } from '$shared/permissions.ts';
import type { Role as SharedRole } from '$shared/roles.ts';
import type { Role } from '#lib/api/generated.ts';

/** Whether the role may use a mutation at all: for links to pages that would be refused otherwise. The server decides. */
export function may(role: Role, mutation: string): boolean {
  const permission = operationPermissions.Mutation[mutation];
  return permission !== undefined && mayUse(permission, role.toLowerCase() as SharedRole);
}
