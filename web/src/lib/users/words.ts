import type { Role, UserStatus } from '#lib/api/generated.ts';
import type { BadgeTone } from '#lib/components/Badge.svelte';

export const userStatusLabels: Record<UserStatus, string> = {
  ACTIVE: 'Active',
  INVITED: 'Invited',
  DISABLED: 'Disabled',
};

export const userStatusTones: Record<UserStatus, BadgeTone> = {
  ACTIVE: 'resolved',
  INVITED: 'open',
  DISABLED: 'closed',
};

/** The roles of staff as choices, each with what it may do. */
export const staffRoleOptions: readonly { value: Role; label: string }[] = [
  { value: 'HELP_DESK', label: 'Help desk: takes complaints in, assigns them' },
  { value: 'SUPPORT', label: 'Support: claims and resolves complaints' },
  { value: 'MANAGER', label: 'Manager: everything on complaints, workload, audit log' },
  { value: 'ADMIN', label: 'Administrator: also users, categories and settings' },
];
