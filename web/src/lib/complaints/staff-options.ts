import type { Role } from '#lib/api/generated.ts';
import type { SelectGroup, SelectOption } from '#lib/components/Select.svelte';

interface Member {
  id: string;
  displayName: string;
  role: Role;
}

const groups: readonly { role: Role; label: string }[] = [
  { role: 'SUPPORT', label: 'Support' },
  { role: 'HELP_DESK', label: 'Help desk' },
  { role: 'MANAGER', label: 'Managers' },
  { role: 'ADMIN', label: 'Administrators' },
];

/** Staff as choices of a select: oneself first, the others by role. */
export function staffOptions(staff: readonly Member[], self: string | null): (SelectOption | SelectGroup)[] {
  const me = staff.find(({ id }) => id === self);
  const others = groups.map(({ role, label }) => ({
    label,
    options: staff
      .filter((member) => member.role === role && member !== me)
      .map(({ id, displayName }) => ({ value: id, label: displayName })),
  }));
  return [
    ...(me ? [{ value: me.id, label: `${me.displayName} (you)` }] : []),
    ...others.filter(({ options }) => options.length > 0),
  ];
}
