import type { lookup, LookupAddress } from 'node:dns';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromGlobalId } from '../graphql/global-id.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { openHookWorld, type HookWorld } from '../test/hook-world.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let bravo: TestOrganisation;
let world: HookWorld;
/** What every name is at the moment. */
let addresses: string[];

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  bravo = await createOrganisation(api.database, 'bravo');
  api.services.lookUpOutside = ((
    _: string,
    __: object,
    callback: (error: null, all: LookupAddress[]) => void,
  ) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;
  world = await openHookWorld(api, acme);
});
afterAll(async () => {
  await world.stop();
  await api.stop();
});
beforeEach(async () => {
  await world.reset();
  addresses = ['93.184.215.14'];
  api.services.config.mode = 'production';
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const save = (url: string) =>
  api.change(
    acme.viewers.admin,
    'createWebhookEndpoint',
    { url, description: 'A copy', eventKinds: ['COMMENT_ADDED'] },
    'webhookEndpoint { id version url }',
  );
const happen = async () => {
  const { id } = await bringTo(api, acme, 'inProgress');
  await api.change(acme.viewers.support, 'addComment', { complaintId: id, body: 'Hello' }, 'comment { id }');
};
const move = async (endpointUrl: string) =>
  world.asOwner(`update webhook_endpoints set url = '${endpointUrl}'`);

describe('an address that is saved', () => {
  it.each([
    'http://hooks.example/in',
    'ftp://hooks.example/in',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:word@hooks.example/in',
    'https://hooks.example:22/in',
    'https://127.0.0.1/in',
    'https://0x7f.1/in',
    'https://10.1.2.3/in',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/in',
    'https://[::ffff:10.0.0.1]/in',
    'https://[fd00::1]/in',
    'hooks.example',
    '',
  ])('is refused when it is %s', async (url) => {
    const { errors } = await save(url);
    expect(errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['url'] }]);
    expect(await world.count('webhook_endpoints')).toBe(0);
  });

  it.each([['10.0.0.1'], ['127.0.0.1'], ['::ffff:192.168.0.1'], ['fe80::1']])(
    'is refused when its name is %s',
    async (address) => {
      addresses = ['93.184.215.14', address];
      expect((await save('https://hooks.example/in')).errors).toMatchObject([{ path: ['url'] }]);
    },
  );

  it('is refused the same way when a webhook that is there is given it', async () => {
    const { webhookEndpoint } = await save('https://hooks.example/in#top');
    const { id, version, url } = webhookEndpoint as { id: string; version: number; url: string };
    expect(url).toBe('https://hooks.example/in');
    const { errors } = await api.change(
      acme.viewers.admin,
      'updateWebhookEndpoint',
      {
        id,
        version,
        url: 'https://10.0.0.1/in',
      },
      'webhookEndpoint { id }',
    );
    expect(errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['url'] }]);
  });
});

describe('an address that a message is about to be sent to', () => {
  const connections = () => world.receiver.connections;

  it('is refused when its name has become a private one since it was saved', async () => {
    const { port } = new URL(world.receiver.url);
    expect((await save(`https://hooks.example:${port}/in`)).errors).toEqual([]);
    await happen();
    addresses = ['127.0.0.1'];
    await world.work();
    expect(connections()).toBe(0);
    const [delivery] = await world.deliveries();
    expect(delivery).toMatchObject({
      state: 'WAITING',
      attempts: [{ responseStatus: null, error: 'This address is not a public one with https.' }],
    });
  });

  it.each(['http://127.0.0.1:PORT/in', 'https://127.0.0.1:PORT/in', 'https://[::ffff:127.0.0.1]:PORT/in'])(
    'is refused when somebody with the database made it %s',
    async (url) => {
      await save('https://hooks.example/in');
      await happen();
      await move(url.replace('PORT', new URL(world.receiver.url).port));
      await world.work();
      expect(connections()).toBe(0);
      expect((await world.deliveries())[0]!.attempts).toMatchObject([{ responseStatus: null }]);
    },
  );

  it('is not left for another one by a redirect', async () => {
    api.services.config.mode = 'test';
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await happen();
    world.receiver.answer = (_, response) =>
      response.writeHead(307, { location: new URL('/secret', world.receiver.url).href }).end();
    await world.work();
    expect(world.receiver.messages.map(({ path }) => path)).toEqual(['/in']);
  });
});

describe('another organisation', () => {
  it('is not served by an entry of the outbox that was edited to name it', async () => {
    api.services.config.mode = 'test';
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await happen();
    await world.asOwner(
      `update platform.outbox set tenant_key = '${bravo.tenant.key}' where kind = 'webhook'`,
    );
    await world.work();
    expect(world.receiver.messages).toEqual([]);
    expect(await world.outbox()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          slug: 'bravo',
          kind: 'webhook',
          state: 'dead',
          reason: 'The organisation has no such delivery.',
        }),
      ]) as unknown[],
    );
    expect(await world.deliveries()).toMatchObject([{ state: 'WAITING', attempts: [] }]);
  });

  it('hears nothing of ours, and its secret does not open ours', async () => {
    api.services.config.mode = 'test';
    const { id } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const input = { url: world.receiver.url, description: 'Theirs', eventKinds: ['COMMENT_ADDED'] };
    await api.change(bravo.viewers.admin, 'createWebhookEndpoint', input, 'webhookEndpoint { id }');
    const uuid = fromGlobalId('WebhookEndpoint', id);
    await happen();
    await world.asOwner(
      `update webhook_endpoints set secret = (select secret from "${bravo.tenant.key}".webhook_endpoints) where id = '${uuid}'`,
    );
    await world.work();
    expect(world.receiver.messages).toEqual([]);
    const { webhookDeliveries } = await api.get<{ webhookDeliveries: { totalCount: number } }>(
      bravo.viewers.admin,
      '{ webhookDeliveries { totalCount } }',
    );
    expect(webhookDeliveries.totalCount).toBe(0);
  });
});

it('nobody but administrators sees webhooks, in any way', async () => {
  api.services.config.mode = 'test';
  const { id } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
  await happen();
  const [delivery] = await world.deliveries();
  const { manager, support, helpDesk, consumer } = acme.viewers;
  for (const viewer of [manager, support, helpDesk, consumer, bravo.viewers.admin]) {
    for (const of of [id, delivery!.id]) {
      const { data } = await api.ask(viewer, 'query ($id: ID!) { node(id: $id) { id } }', { id: of });
      expect(data).toEqual({ node: null });
    }
  }
});
