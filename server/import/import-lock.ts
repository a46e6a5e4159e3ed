import { withAdmin } from '../db/admin.ts';
import { ImportFileError } from './cfpb-columns.ts';

/** Long enough for the database to notice that a killed import is gone. */
const waitMilliseconds = 2_000;

/** Works while no other import does, on the whole installation. Throws ImportFileError when another one is running. */
export function holdImportLock(adminUrl: string, work: () => Promise<void>): Promise<void> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query(`begin; set local idle_in_transaction_session_timeout = 0`);
    await admin.query(`set local lock_timeout = ${waitMilliseconds}`);
    try {
      await admin.query('select pg_advisory_xact_lock(7236123)');
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      throw new ImportFileError('Another import is running on this installation: wait until it has ended.', {
        cause: error,
      });
    }
    await work();
  });
}
