import type { Role } from '#lib/api/generated.ts';
import { mayUse, operationPermissions } from '$shared/permissions.ts';
import type { Role as SharedRole } from '$shared/roles.ts';

/** Whether a role may use a mutation at all: pages leave out what would be refused in any case. The server decides. */
export function may(role: Role, mutation: string): boolean {
  return mayUse(operationPermissions.Mutation[mutation] ?? [], role.toLowerCase() as SharedRole);
}
