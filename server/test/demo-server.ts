import { createHttpServer } from '../api/http.ts';
import { demoPasswords } from '../demo/demo-passwords.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import type { Role } from '../shared/roles.ts';
import { sendToApi } from './browser/api-client.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { followChanges } from './follow-changes.ts';
import { close, listen, testConfig } from './http-api.ts';

const usernames: Record<Role, string> = {
  consumer: 'consumer1',
  help_desk: 'helpdesk1',
  support: 'support1',
  manager: 'manager1',
  admin: 'admin',
};

/** The API over HTTP with the demo's two organisations, on a database of the test file's own. */
export interface DemoServer {
  url: string;
  database: TestDatabase;
  /** An access token of the demo's user with that role at Acme. */
  accessTokenOf(role: Role): Promise<string>;
  /** A service token of Acme's with these scopes. */
  serviceTokenWith(...scopes: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Fills a database as `npm start` does without configuration, and serves it on 127.0.0.1. */
export async function startDemoServer(): Promise<DemoServer> {
  const database = await createTestDatabase();
  const { adminUrl, databaseUrl } = database;
  await seedDemo({ adminUrl, databaseUrl, config: { ...testConfig(), mode: 'demo' } });
  const changes = followChanges(database);
  const server = await createHttpServer({ config: testConfig(), pools: database.pools, web: null });
  const url = await listen(server);
  const demo: DemoServer = {
    url,
    database,
    async serviceTokenWith(...scopes) {
      const input = { name: 'Partner', scopes, password: demoPasswords.admin };
      const document =
        'mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) { text errors { message } } }';
      type Data = { createServiceToken: { text: string } };
      const token = await demo.accessTokenOf('admin');
      return (await sendToApi<Data>(url, token, document, { input })).createServiceToken.text;
    },
    async accessTokenOf(role) {
      const input = { organisation: 'acme', username: usernames[role], password: demoPasswords[role] };
      const document =
        'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }';
      type Data = { signIn: { session: { accessToken: string } } };
      return (await sendToApi<Data>(url, null, document, { input })).signIn.session.accessToken;
    },
    async stop() {
      await close(server);
      await changes.stop();
      await database.drop();
    },
  };
  return demo;
}
