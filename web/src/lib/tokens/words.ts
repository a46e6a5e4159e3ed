import type { ServiceTokenScope, ServiceTokenState } from '#lib/api/generated.ts';
import type { BadgeTone } from '#lib/components/Badge.svelte';
import { scopeWords, tokenScopes, type TokenScope } from '$shared/token-scopes.ts';

/** How each scope is called on the screen. */
const scopeLabels: Record<TokenScope, string> = {
  'complaints:submit': 'Enter complaints',
  'complaints:read': 'Read all complaints',
  'complaints:write': 'Classify and assign complaints',
  'comments:write': 'Write messages and notes',
  'people:read': 'Read people',
  'people:write': 'Add and correct people',
  'users:read': 'Read users',
  'reports:read': 'Read reports',
  'audit:read': 'Read the audit trail',
};

const enumOf = (scope: TokenScope) => scope.toUpperCase().replace(':', '_') as ServiceTokenScope;

/** The scopes as choices; `field` is the name of the checkbox. */
export const scopeChoices = tokenScopes.map((scope) => ({
  scope: enumOf(scope),
  field: `scope-${scope.replace(':', '-')}`,
  label: scopeLabels[scope],
  hint: scopeWords[scope],
}));

/** How a scope of the API is called on the screen. */
export function scopeLabel(scope: ServiceTokenScope): string {
  return scopeChoices.find((choice) => choice.scope === scope)?.label ?? scope;
}

export const stateLabels: Record<ServiceTokenState, string> = {
  ACTIVE: 'Active',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
};

export const stateTones: Record<ServiceTokenState, BadgeTone> = {
  ACTIVE: 'resolved',
  EXPIRED: 'closed',
  REVOKED: 'closed',
};

/** After how long a token ends, as choices; `never` stands for one that does not. */
export const lifetimeOptions = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Never: until somebody revokes it' },
];
