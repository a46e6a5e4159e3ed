import { runMigrations } from 'graphile-worker';
import { withAdmin } from '../db/admin.ts';
import { queueLogger } from './queue-logger.ts';

/** Makes or updates the queue's own schema, and lets the runtime login work with it. Run by the administrator. */
export async function installQueue(adminUrl: string, runtimeRoleName: string): Promise<void> {
  await runMigrations({ connectionString: adminUrl, logger: queueLogger });
  await withAdmin(adminUrl, async (admin) => {
    const login = admin.escapeIdentifier(runtimeRoleName);
    await admin.query(`grant usage on schema graphile_worker to ${login};
      grant select, insert, update, delete on all tables in schema graphile_worker to ${login};
      grant usage, select on all sequences in schema graphile_worker to ${login};
      grant execute on all functions in schema graphile_worker to ${login}`);
  });
}
