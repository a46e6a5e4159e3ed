import { runMigrations } from 'graphile-worker';
import type { Client } from 'pg';
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
    // The queue's tables have row level security without a policy: nobody but their owner would see a job.
    for (const table of await listTablesWithoutPolicy(admin, runtimeRoleName)) {
      await admin.query(
        `create policy ${login} on graphile_worker.${admin.escapeIdentifier(table)} to ${login} using (true) with check (true)`,
      );
    }
  });
}

async function listTablesWithoutPolicy(admin: Client, policyName: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
       and not exists (select from pg_policy where polrelid = pg_class.oid and polname = $1)`,
    [policyName],
  );
  return rows.map((row) => row.name);
}
