import type { Role } from '../shared/roles.ts';

/** The demo's passwords by role: known to everybody, and therefore only in the demo. */
export const demoPasswords: Record<Role, string> = {
  admin: 'admin123',
  manager: 'manager123',
  help_desk: 'helpdesk123',
  support: 'support123',
  consumer: 'consumer123',
};
