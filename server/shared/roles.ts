/** The five roles of a tenant, from least to most. A user has exactly one. */
export const roles = ['consumer', 'help_desk', 'support', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** As what somebody acts: in a role, or as software with a service token, which has none. */
export type ViewerRole = Role | 'service';

/** Everybody who works for the organisation. */
export const staffRoles: readonly Role[] = ['help_desk', 'support', 'manager', 'admin'];

/** Those who lead: a system administrator may do everything that a manager may. */
export const managerRoles: readonly Role[] = ['manager', 'admin'];

/** True for everybody who works for the organisation. */
export function isStaff(role: Role): boolean {
  return staffRoles.includes(role);
}

/** True for managers and system administrators. */
export function isManager(role: Role): boolean {
  return managerRoles.includes(role);
}

/** How each role is called in sentences. */
export const roleNames: Record<Role, string> = {
  consumer: 'consumer',
  help_desk: 'help desk agent',
  support: 'support staff',
  manager: 'manager',
  admin: 'system administrator',
};
