import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { listQueue } from '../jobs/dead-letters.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { startMailServer, type MailServer } from '../test/mail-server.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { cleanUp, makeDataDir, startServer } from '../test/server-process.ts';
import { mailUser } from './queue-mail.ts';

let database: TestDatabase;
let acme: TestOrganisation;
let mailServer: MailServer;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createOrganisation(database, 'acme');
  mailServer = await startMailServer();
});
afterAll(async () => {
  await cleanUp();
  await mailServer.stop();
  await database.drop();
});

const asOperator = <Result>(work: Parameters<typeof withAdmin<Result>>[1]) =>
  withAdmin(database.adminUrl, work);
const queue = () => asOperator((admin) => listQueue(admin, { all: true }));
const start = () =>
  startServer({
    DATA_DIR: makeDataDir(),
    DATABASE_URL: database.databaseUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'complaints@redress.example',
  });

it('a server that is killed after the mail server took a mail, and before it noted that, sends it once more and with the same Message-ID', async () => {
  await withTenant(database.pools, acme.tenant.key, (unit) =>
    mailUser(unit, 'password_changed', acme.viewers.admin.userId as string, new Date()),
  );
  const first = await start();
  mailServer.onTaken = () => void first.child.kill('SIGKILL');
  await first.ended();
  expect(mailServer.mails).toHaveLength(1);
  expect(await queue()).toMatchObject([{ state: 'waiting', attempts: 1 }]);

  mailServer.onTaken = () => undefined;
  await asOperator((admin) => admin.query('update platform.outbox set run_at = now()'));
  const second = await start();
  await second.ready();
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && (await queue()).length > 0;)
    await sleep(100);
  expect(await queue()).toEqual([]);
  expect(mailServer.mails).toHaveLength(2);
  expect(new Set(mailServer.mails.map(({ messageId }) => messageId)).size).toBe(1);
  second.child.kill('SIGTERM');
  expect(await second.ended()).toBe(0);
  expect(mailServer.mails).toHaveLength(2);
});
