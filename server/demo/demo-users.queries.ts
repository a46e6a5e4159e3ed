import { statement } from '../db/sql.ts';
import type { Role } from '../shared/roles.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** Users with names of the demo who may sign in. */
export function listUsersOfDemo(
  unit: UnitOfWork,
): Promise<{ username: string; role: Role; passwordHash: string }[]> {
  const pattern = '^(admin|ts_admin|(manager|helpdesk|support|consumer)[0-9]+|ts_consumer)$';
  return unit.query(
    statement`select username, role, password_hash as "passwordHash" from users
      where username ~ ${pattern} and password_hash is not null and disabled_at is null order by username limit 100`,
  );
}
