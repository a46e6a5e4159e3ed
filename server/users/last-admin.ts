/** True when the user is the only administrator who can sign in. `admins` are the locked ones. */
export function onlyAdmin(admins: readonly string[], userId: string): boolean {
  return admins.length === 1 && admins[0] === userId;
}
