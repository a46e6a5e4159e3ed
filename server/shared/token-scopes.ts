/**
 * What software may be allowed to do with a service token. Which operation needs which of them stands in the permission table; without
 * `complaints:read` a token sees the complaints that it entered itself, as their consumers see them, and no others.
 */
export const tokenScopes = [
  'complaints:submit',
  'complaints:read',
  'complaints:write',
  'comments:write',
  'people:read',
  'people:write',
  'users:read',
  'reports:read',
  'audit:read',
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** What each scope allows, for whoever ticks it. */
export const scopeWords: Record<TokenScope, string> = {
  'complaints:submit': 'Enter complaints for consumers, and follow those that it entered.',
  'complaints:read': 'See every complaint with its conversation and history, internal notes included.',
  'complaints:write': 'Classify complaints, and assign them to staff.',
  'comments:write': 'Write to consumers in the name of the organisation, and write notes.',
  'people:read': 'See and search everybody who ever complained, with their addresses.',
  'people:write': 'Add people, and see and correct the details of those whose id it has.',
  'users:read': 'See the users of the organisation with their names and mail addresses.',
  'reports:read': 'See statistics and the workload of staff.',
  'audit:read': 'See the audit trail.',
};

/** True when the text is a scope of this version. */
export function isTokenScope(text: string): text is TokenScope {
  return tokenScopes.some((scope) => scope === text);
}
