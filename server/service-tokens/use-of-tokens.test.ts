import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../api/http.ts';
import { newServiceToken } from '../auth/service-token-text.ts';
import { withAdmin } from '../db/admin.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: HttpApi;
let other: TestOrganisation;
let admin: string;
/** A second process on the same database: a server with pools of its own. */
let second: { url: string; server: Awaited<ReturnType<typeof createHttpServer>>; pools: Pools };

beforeAll(async () => {
  api = await startHttpApi();
  other = await createOrganisation(api.database, 'other');
  const pools = createPools({ databaseUrl: api.database.databaseUrl });
  const server = await createHttpServer({
    config: testConfig(),
    pools,
    web: null,
    now: () => api.clock.now,
  });
  second = { server, pools, url: await listen(server) };
  admin = (await api.signIn('admin')).authorization;
});
afterAll(async () => {
  await close(second.server);
  await second.pools.end();
  await api.stop();
});
beforeEach(() => api.reset());

const whoAmI = '{ serviceToken { id name scopes state organisation { slug } } viewer { role } }';

async function make(input: object = {}): Promise<{ id: string; text: string }> {
  const { authorization } = await api.signIn('admin');
  const { body } = await api.post(
    {
      query: `mutation ($input: CreateServiceTokenInput!) { createServiceToken(input: $input) {
        serviceToken { id } text errors { code path } } }`,
      variables: { input: { name: 'CRM', scopes: ['COMPLAINTS_READ'], password: castPassword, ...input } },
    },
    { authorization },
  );
  const { serviceToken, text, errors } = body.data.createServiceToken;
  expect(errors).toEqual([]);
  return { id: serviceToken.id, text };
}

const ask = (text: string, query = whoAmI) => api.post({ query }, { authorization: `Bearer ${text}` });

async function statusesOf(text: string): Promise<number[]> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${text}` },
    body: JSON.stringify({ query: whoAmI }),
  };
  const answers = await Promise.all([api.url, second.url].map((url) => fetch(`${url}/graphql`, init)));
  return answers.map(({ status }) => status);
}

/** The token with other characters, and the checksum that fits them. */
function edited(text: string, change: (body: string) => string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const body = change(text.slice(0, -7));
  const bits = crc32(body).toString(2).padStart(32, '0').padEnd(35, '0');
  const checksum = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
  return body + checksum;
}

describe('software with a service token', () => {
  it('asks who it is, and is no viewer with a role', async () => {
    const { id, text } = await make({ name: 'CRM bridge', scopes: ['PEOPLE_READ', 'COMPLAINTS_READ'] });
    const { status, body, headers } = await ask(text);
    expect({ status, body: body.data }).toEqual({
      status: 200,
      body: {
        serviceToken: {
          id,
          name: 'CRM bridge',
          scopes: ['COMPLAINTS_READ', 'PEOPLE_READ'],
          state: 'ACTIVE',
          organisation: { slug: 'acme' },
        },
        viewer: null,
      },
    });
    expect(headers.get('ratelimit-policy')).toMatch(/^"(token|tenant)"/);
  });

  it('is counted under its token: who floods with one is refused, the others are not', async () => {
    const limits = { address: 0, session: 0, token: 3, account: 0, tenant: 0 };
    const config = { ...testConfig(), trafficLimits: limits };
    const server = await createHttpServer({ config, pools: api.database.pools, web: null });
    const url = await listen(server);
    const [flooding, quiet] = [await make(), await make()];
    const send = async ({ text }: { text: string }) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${text}` };
      const body = JSON.stringify({ query: whoAmI });
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
    };
    for (const expected of [200, 200, 200, 429]) expect(await send(flooding)).toBe(expected);
    expect(await send(quiet)).toBe(200);
    await close(server);
  });

  it('who makes tokens up is refused by the limit of their address, without a look into the database', async () => {
    const limits = { address: 2, session: 0, token: 0, account: 0, tenant: 0 };
    const config = { ...testConfig(), trafficLimits: limits };
    const pools = createPools({ databaseUrl: api.database.databaseUrl });
    const server = await createHttpServer({ config, pools, web: null });
    const url = await listen(server);
    const send = async () => {
      const { text } = newServiceToken(api.acme.tenant.key);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${text}` };
      const body = JSON.stringify({ query: whoAmI });
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
    };
    expect(await send()).toBe(401);
    // From here on a look into the database would be a fault.
    await pools.end();
    for (let sent = 0; sent < 5; sent += 1) expect(await send()).toBe(429);
    await close(server);
  });

  it('is not taken from a cookie: those carry sessions of people', async () => {
    const { text } = await make();
    const { status } = await api.post({ query: whoAmI }, { cookie: `redress_access=${text}` });
    expect(status).toBe(401);
  });
});

describe('a token that is not taken', () => {
  it('is one and the same 401, whatever is wrong with it', async () => {
    const good = await make();
    const expired = await make({ expiresInDays: 1 });
    const revoked = await make();
    expect((await ask(expired.text)).status).toBe(200);
    const document = `mutation { revokeServiceToken(input: { id: "${revoked.id}" }) { errors { code } } }`;
    await api.post({ query: document }, { authorization: admin });
    api.clock.now = new Date(api.clock.now.getTime() + 86_400_000);
    const theirPart = other.tenant.key.slice(2);
    const wrong = {
      expired: expired.text,
      revoked: revoked.text,
      unknown: newServiceToken(api.acme.tenant.key).text,
      'of an organisation that is not there': newServiceToken(`t_${'a'.repeat(26)}`).text,
      'with a wrong checksum': good.text.slice(0, -1) + (good.text.endsWith('a') ? 'b' : 'a'),
      'edited to name another organisation': edited(good.text, (body) => `rdr_${theirPart}${body.slice(30)}`),
      'with an edited secret': edited(
        good.text,
        (body) => body.slice(0, -1) + (body.endsWith('a') ? 'b' : 'a'),
      ),
      'cut off': good.text.slice(0, -10),
      'the prefix alone': 'rdr_',
      'in upper case': good.text.toUpperCase(),
    };
    const answers = [];
    for (const [why, text] of Object.entries(wrong)) {
      const { status, text: body } = await ask(text);
      answers.push({ status, body });
      expect(status, why).toBe(401);
    }
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain('UNAUTHENTICATED');
    expect((await ask(good.text)).status).toBe(200);
  });

  it('is out in every process within a second after it was revoked, and after the organisation was suspended', async () => {
    const { id, text } = await make();
    expect(await statusesOf(text)).toEqual([200, 200]);
    const document = `mutation { revokeServiceToken(input: { id: "${id}" }) { errors { code } } }`;
    await api.post({ query: document }, { authorization: (await api.signIn('admin')).authorization });
    await expect.poll(() => statusesOf(text), { timeout: 1_000, interval: 50 }).toEqual([401, 401]);

    const next = await make();
    expect(await statusesOf(next.text)).toEqual([200, 200]);
    await setState('suspended');
    await expect.poll(() => statusesOf(next.text), { timeout: 1_000, interval: 50 }).toEqual([401, 401]);
    await setState('active');
    await expect.poll(() => statusesOf(next.text), { timeout: 2_000, interval: 50 }).toEqual([200, 200]);
  });

  it('is out at once where it was revoked, and in every process within a second when nobody was told', async () => {
    const { id, text } = await make();
    const { authorization } = await api.signIn('admin');
    expect((await ask(text)).status).toBe(200);
    const document = `mutation { revokeServiceToken(input: { id: "${id}" }) { errors { code } } }`;
    await api.post({ query: document }, { authorization });
    expect((await ask(text)).status).toBe(401);

    const next = await make();
    expect(await statusesOf(next.text)).toEqual([200, 200]);
    await inTenant('update service_tokens set revoked_at = now() where revoked_at is null');
    await expect.poll(() => statusesOf(next.text), { timeout: 1_000, interval: 50 }).toEqual([401, 401]);
  });

  it('is not one whose maker was disabled: it belongs to the organisation', async () => {
    const { id, text } = await make();
    await inTenant(`update users set status = 'disabled' where username = 'admin'`);
    expect((await ask(text)).status).toBe(200);
    await inTenant(`update users set status = 'active' where username = 'admin'`);
    const { body } = await api.post(
      { query: `{ node(id: "${id}") { ... on ServiceToken { createdBy { username } } } }` },
      { authorization: (await api.signIn('admin')).authorization },
    );
    expect(body.data.node.createdBy.username).toBe('admin');
  });
});

describe('what is kept of a token', () => {
  it('is its hash: the text stands nowhere in the database, and in no log', async () => {
    const { text } = await make();
    await ask(text);
    const rows = await inTenant<{ row: string }>(
      `select row_to_json(t)::text as row from service_tokens t union all
       select row_to_json(e)::text from audit_events e union all select row_to_json(k)::text from idempotency_keys k`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const secret = text.slice(30, 62);
    for (const { row } of rows) expect(row.includes(secret)).toBe(false);
    expect(api.log()).not.toContain(secret);
  });

  it('its last use, once a minute and beside the request', async () => {
    const { id, text } = await make();
    const uuid = Buffer.from(id, 'base64url').toString('utf8').split(':')[1] as string;
    const usedAt = async () => {
      const rows = await inTenant<{ at: Date | null }>(
        `select last_used_at as at from service_tokens where id = '${uuid}'`,
      );
      return rows[0]?.at ?? null;
    };
    expect(await usedAt()).toBeNull();
    const first = api.clock.now;
    await ask(text);
    await expect.poll(usedAt).toEqual(first);
    api.clock.now = new Date(first.getTime() + 5_000);
    await Promise.all([statusesOf(text), statusesOf(text)]);
    expect(await usedAt()).toEqual(first);
  });
});

const setState = (state: string) =>
  withAdmin(api.database.adminUrl, (owner) =>
    owner.query('update platform.tenants set state = $1 where key = $2', [state, api.acme.tenant.key]),
  );

async function inTenant<Row>(text: string): Promise<Row[]> {
  return withAdmin(api.database.adminUrl, async (owner) => {
    await owner.query(`set search_path = "${api.acme.tenant.key}"`);
    return (await owner.query(text)).rows as Row[];
  });
}
