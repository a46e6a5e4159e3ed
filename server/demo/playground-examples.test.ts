import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../api/http.ts';
import type { ExampleAudience } from '../shared/playground/example.ts';
import { playgroundExamples } from '../shared/playground/examples.ts';
import { fillVariables } from '../shared/playground/fill-variables.ts';
import type { Role } from '../shared/roles.ts';
import { sendToApi } from '../test/browser/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { close, listen, testConfig } from '../test/http-api.ts';
import { demoPasswords } from './demo-passwords.ts';
import { seedDemo } from './seed-demo.ts';

const usernames: Record<Role, string> = {
  consumer: 'consumer1',
  help_desk: 'helpdesk1',
  support: 'support1',
  manager: 'manager1',
  admin: 'admin',
};

let database: TestDatabase;
let server: Awaited<ReturnType<typeof createHttpServer>>;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { adminUrl, databaseUrl } = database;
  await seedDemo({ adminUrl, databaseUrl, config: { ...testConfig(), mode: 'demo' } });
  server = await createHttpServer({ config: testConfig(), pools: database.pools, web: null });
  url = await listen(server);
});
afterAll(async () => {
  await close(server);
  await database.drop();
});

describe.each(Object.keys(playgroundExamples) as ExampleAudience[])(
  'the playground’s examples for %s work on the demo’s data',
  (audience) => {
    it.each(playgroundExamples[audience].map((example) => [example.name, example] as const))(
      '%s',
      async (_, example) => {
        const token = audience === 'visitor' ? null : await accessTokenOf(audience);
        const found = example.lookUp && (await sendToApi(url, token, example.lookUp.document, {}));
        const variables = fillVariables(example, found, new Date());
        expect(variables, example.lookUp?.ifNone).not.toBeNull();
        const data = await sendToApi<Record<string, unknown>>(url, token, example.document, variables ?? {});
        const [answer] = Object.values(data);
        expect(answer).not.toBeNull();
        expect((answer as { errors?: unknown[] }).errors ?? []).toEqual([]);
      },
    );
  },
);

async function accessTokenOf(role: Role): Promise<string> {
  const input = { organisation: 'acme', username: usernames[role], password: demoPasswords[role] };
  const { signIn } = await sendToApi<{ signIn: { session: { accessToken: string } } }>(
    url,
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
    { input },
  );
  return signIn.session.accessToken;
}
