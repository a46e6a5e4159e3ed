import ChartColumn from '@lucide/svelte/icons/chart-column';
import FolderTree from '@lucide/svelte/icons/folder-tree';
import House from '@lucide/svelte/icons/house';
import Inbox from '@lucide/svelte/icons/inbox';
import Mail from '@lucide/svelte/icons/mail';
import MessageSquarePlus from '@lucide/svelte/icons/message-square-plus';
import PhoneIncoming from '@lucide/svelte/icons/phone-incoming';
import Plug from '@lucide/svelte/icons/plug';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import ShieldUser from '@lucide/svelte/icons/shield-user';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import type { Role } from '#lib/api/generated.ts';

export interface NavigationItem {
  label: string;
  /** For the narrow bar of a phone. */
  shortLabel?: string;
  /** Below the organisation's start page. */
  path: string;
  /** Where its other pages are. */
  otherPaths?: readonly string[];
  icon: typeof House;
  roles: readonly Role[];
  group: 'work' | 'administration';
}

const staff: readonly Role[] = ['HELP_DESK', 'SUPPORT', 'MANAGER', 'ADMIN'];
const managers: readonly Role[] = ['MANAGER', 'ADMIN'];

const items: readonly NavigationItem[] = [
  {
    label: 'My complaints',
    shortLabel: 'Home',
    path: '/my',
    icon: House,
    roles: ['CONSUMER'],
    group: 'work',
  },
  {
    label: 'New complaint',
    shortLabel: 'New',
    path: '/my/new',
    icon: MessageSquarePlus,
    roles: ['CONSUMER'],
    group: 'work',
  },
  { label: 'Dashboard', path: '/desk', icon: House, roles: staff, group: 'work' },
  { label: 'Complaints', path: '/complaints', icon: Inbox, roles: staff, group: 'work' },
  {
    label: 'Log a complaint',
    shortLabel: 'Log',
    path: '/complaints/log',
    icon: PhoneIncoming,
    roles: ['HELP_DESK', 'MANAGER', 'ADMIN'],
    group: 'work',
  },
  { label: 'People', path: '/people', icon: Users, roles: staff, group: 'work' },
  { label: 'Workload', path: '/workload', icon: ChartColumn, roles: managers, group: 'work' },
  {
    label: 'Audit log',
    shortLabel: 'Audit',
    path: '/audit',
    icon: ScrollText,
    roles: managers,
    group: 'administration',
  },
  { label: 'Users and roles', path: '/users', icon: ShieldUser, roles: ['ADMIN'], group: 'administration' },
  { label: 'Categories', path: '/categories', icon: FolderTree, roles: ['ADMIN'], group: 'administration' },
  { label: 'E-mail', path: '/mail', icon: Mail, roles: ['ADMIN'], group: 'administration' },
  {
    label: 'API and webhooks',
    path: '/tokens',
    otherPaths: ['/webhooks', '/documents'],
    icon: Plug,
    roles: ['ADMIN'],
    group: 'administration',
  },
  { label: 'Settings', path: '/settings', icon: Settings, roles: ['ADMIN'], group: 'administration' },
  {
    label: 'Your account',
    shortLabel: 'Account',
    path: '/account',
    icon: UserRound,
    roles: ['CONSUMER'],
    group: 'work',
  },
];

/** What a role finds in its navigation, in order. */
export function navigationFor(role: Role): NavigationItem[] {
  return items.filter((item) => item.roles.includes(role));
}

/** The item that the current page belongs to: the longest path that it starts with. */
export function currentItem(
  list: readonly NavigationItem[],
  tenant: string,
  pathname: string,
): NavigationItem | undefined {
  const path = pathname.slice(tenant.length + 1);
  const isBelow = (start: string) => path === start || path.startsWith(`${start}/`);
  const matches = list.filter((item) => [item.path, ...(item.otherPaths ?? [])].some(isBelow));
  return matches.sort((a, b) => b.path.length - a.path.length)[0];
}

/** How each role is called on the screen. */
export const roleLabels: Record<Role, string> = {
  CONSUMER: 'Consumer',
  HELP_DESK: 'Help desk',
  SUPPORT: 'Support',
  MANAGER: 'Manager',
  ADMIN: 'Administrator',
};
