import { migrateAll } from '../../../server/tenancy/migrate.ts';

// A process of its own, so that it can be killed: migrates the database of the first argument by the folder of the second, and writes the
// report as JSON after a line that says that it begins.
const [adminUrl = '', folder = ''] = process.argv.slice(2);
process.stdout.write('begun\n');
const report = await migrateAll({ adminUrl, folder, log: () => undefined });
process.stdout.write(JSON.stringify(report));
