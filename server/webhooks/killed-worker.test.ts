import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { openHookWorld, type HookWorld } from '../test/hook-world.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { cleanUp, makeDataDir, startServer } from '../test/server-process.ts';

let api: TestApi;
let acme: TestOrganisation;
let world: HookWorld;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  world = await openHookWorld(api, acme);
});
afterAll(async () => {
  await cleanUp();
  await world.stop();
  await api.stop();
});

const start = () =>
  startServer({
    DATA_DIR: makeDataDir(),
    DATABASE_URL: api.database.databaseUrl,
    DATABASE_ADMIN_URL: api.database.adminUrl,
    SECRET_KEY: api.services.config.secretKey,
  });

it('a server that is killed after the receiver took a message, and before it noted that, sends it once more, with the same id and before the next one', async () => {
  await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
  const { id } = await bringTo(api, acme, 'inProgress');
  for (const body of ['one', 'two'])
    await api.change(acme.viewers.support, 'addComment', { complaintId: id, body }, 'comment { id }');
  const first = await start();
  world.receiver.answer = () => void first.child.kill('SIGKILL');
  await first.ended();
  expect(world.receiver.messages).toHaveLength(1);
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['WAITING', 'WAITING']);

  const taken = world.receiver.messages[0]!.id;
  world.receiver.reset();
  await world.passSeconds(60);
  const second = await start();
  await second.ready();
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && world.receiver.messages.length < 2;)
    await sleep(100);
  second.child.kill('SIGTERM');
  expect(await second.ended()).toBe(0);
  const [again, next] = world.receiver.messages;
  expect(again!.id).toBe(taken);
  expect(next!.id).not.toBe(taken);
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
});
