import { statement } from '../db/sql.ts';
import type { Role } from '../shared/roles.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** A user who may sign in. */
export interface UserWithPassword {
  username: string;
  role: Role;
  passwordHash: string;
}

/** Those of the usernames that may sign in, by name. */
export function listUsersWithPassword(
  unit: UnitOfWork,
  usernames: readonly string[],
): Promise<UserWithPassword[]> {
  return unit.query(
    statement`select username, role, password_hash as "passwordHash" from users
      where username = any (${usernames}) and password_hash is not null and status = 'active' order by username`,
  );
}
