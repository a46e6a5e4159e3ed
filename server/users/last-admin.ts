import { notAllowed, type Refusal } from '../shared/refusal.ts';

/** True when the user is the only administrator who can sign in. `admins` are the locked ones. */
export function onlyAdmin(admins: readonly string[], userId: string): boolean {
  return admins.length === 1 && admins[0] === userId;
}

/** Why that user stays an administrator who can sign in. */
export function lastAdmin(path: string): Refusal {
  return notAllowed('This is the last system administrator who can sign in. Make another one first.', [path]);
}
