/** Invited: no password yet. Disabled: kept for the history, cannot sign in. */
export const userStatuses = ['active', 'invited', 'disabled'] as const;
export type UserStatus = (typeof userStatuses)[number];
