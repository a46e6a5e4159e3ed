import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../context.ts';
import { withAdmin } from '../db/admin.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { provisionTenant } from '../tenancy/provision-tenant.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { issueAccessToken, verifyAccessToken } from './access-tokens.ts';
import { deriveKey } from './keys.ts';
import { makeRefreshToken } from './refresh-tokens.ts';
import { revoke, startRevocations } from './revocations.ts';
import type { Viewer } from './viewer.ts';

const secretKey = 'a secret of the tests with more than 32 bytes';
let database: TestDatabase;
let services: Services;
let viewer: Viewer;
let other: Tenant;
let now = new Date('2026-05-04T10:00:00.000Z');

beforeAll(async () => {
  database = await createTestDatabase();
  services = {
    pools: database.pools,
    config: {
      secretKey,
      auditSigningKey: '',
      publicUrl: 'http://127.0.0.1:4000',
      mode: 'test',
      outboundAllow: [],
    },
    now: () => now,
  };
  await withAdmin(database.adminUrl, async (admin) => {
    viewer = {
      kind: 'user',
      tenant: await provisionTenant(admin, { slug: 'tokens', name: 'Tokens' }),
      sessionId: '01890000-0000-7000-8000-000000000001',
      role: 'manager',
      scopes: [],
      userId: '01890000-0000-7000-8000-000000000002',
      personId: null,
      trackedComplaintId: null,
      displayName: 'Zoë Ünal',
      mustSetUpFactor: false,
    };
    other = await provisionTenant(admin, { slug: 'others', name: 'Others' });
  });
});
afterAll(() => database.drop());

const key = () => deriveKey(secretKey, 'access-token').key;
const keyId = () => deriveKey(secretKey, 'access-token').id;
const seconds = () => Math.floor(now.getTime() / 1000);

/** What a right token carries; each attack changes one thing of it. */
function rightPayload(): Record<string, unknown> {
  const { accessToken } = issueAccessToken(services, viewer, Date.now());
  return jwt.decode(accessToken) as Record<string, unknown>;
}

function forge(change: {
  payload?: Record<string, unknown>;
  header?: object;
  key?: jwt.Secret;
  algorithm?: jwt.Algorithm;
}) {
  const algorithm = change.algorithm ?? 'HS256';
  const header = { alg: algorithm, typ: 'at+jwt', kid: keyId(), ...change.header };
  return jwt.sign({ ...rightPayload(), ...change.payload }, change.key ?? key(), { algorithm, header });
}

const without = (field: string) => {
  const { [field]: _, ...payload } = rightPayload();
  return jwt.sign(payload, key(), {
    header: { alg: 'HS256', typ: 'at+jwt', kid: keyId() },
    noTimestamp: true,
  });
};

function edited(change: (payload: Record<string, unknown>) => void): string {
  const [header, payload, signature] = issueAccessToken(services, viewer, Date.now()).accessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as Record<string, unknown>;
  change(claims);
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

describe('an access token', () => {
  it('tells who asks, for five minutes', async () => {
    const { accessToken, expiresAt } = issueAccessToken(services, viewer, Date.now());
    expect(await verifyAccessToken(services, accessToken)).toEqual(viewer);
    expect(expiresAt.getTime() - now.getTime()).toBe(300_000);
    const issued = now;
    now = new Date(issued.getTime() + 299_000);
    expect(await verifyAccessToken(services, accessToken)).toEqual(viewer);
    now = new Date(issued.getTime() + 300_000);
    expect(await verifyAccessToken(services, accessToken)).toBeNull();
  });

  it('made by the forge of these tests without a change is valid: what refuses the others is the change', async () => {
    expect(await verifyAccessToken(services, forge({}))).toEqual(viewer);
  });

  const attacks: Record<string, () => string> = {
    'no algorithm': () => {
      const [, payload] = forge({}).split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid: keyId() })).toString(
        'base64url',
      );
      return `${header}.${payload}.`;
    },
    'another algorithm with the right key': () => forge({ algorithm: 'HS512' }),
    'a key found elsewhere': () =>
      forge({ key: deriveKey('another secret that is long enough to be one', 'access-token').key }),
    'our key of another purpose': () => forge({ key: deriveKey(secretKey, 'refresh-token').key }),
    'the secret itself as the key': () => forge({ key: Buffer.from(secretKey) }),
    'an odd key id': () => forge({ header: { kid: '../../etc/passwd' } }),
    'no key id': () => forge({ header: { kid: undefined } }),
    'the type of another token': () => forge({ header: { typ: 'JWT' } }),
    'no expiry': () => without('exp'),
    'an expiry in milliseconds': () => forge({ payload: { exp: now.getTime() + 60_000 } }),
    'an expiry beyond five minutes': () => forge({ payload: { exp: seconds() + 3_600 } }),
    'an expiry in the past': () => forge({ payload: { exp: seconds() - 1 } }),
    'a foreign audience': () => forge({ payload: { aud: 'somebody-else' } }),
    'no audience': () => without('aud'),
    'a foreign issuer': () => forge({ payload: { iss: 'https://accounts.example' } }),
    'no moment of issue for the revocations': () => without('ims'),
    'a role that does not exist': () => forge({ payload: { rol: 'operator' } }),
    'a tenant that does not exist': () => forge({ payload: { ten: `t_${'a'.repeat(26)}` } }),
    'a tenant that is SQL': () => forge({ payload: { ten: 'a", t_b; --' } }),
    'an edited tenant': () => edited((claims) => (claims.ten = other.key)),
    'an edited role': () => edited((claims) => (claims.rol = 'admin')),
    'a refresh token': () =>
      makeRefreshToken(secretKey, {
        tenantKey: viewer.tenant.key,
        sessionId: viewer.sessionId,
        generation: 1,
      }),
    nothing: () => '',
    words: () => 'let me in',
    dots: () => '..',
  };
  it.each(Object.entries(attacks))('with %s is refused like every other', async (_, attack) => {
    expect(await verifyAccessToken(services, attack())).toBeNull();
  });
});

describe('a revocation', () => {
  /** Issued by the database's clock, as every token of ours is. */
  const issue = async (holder = viewer) => {
    const { rows } = await database.pools.runtime.query<{ now: number }>({
      text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
      values: [],
    });
    return issueAccessToken(services, holder, rows[0]?.now ?? 0).accessToken;
  };

  it.each(['userId', 'sessionId'] as const)(
    'by %s refuses the tokens that were issued before, at once, and not later ones',
    async (subject) => {
      const before = await issue();
      expect(await verifyAccessToken(services, before)).toEqual(viewer);
      await revoke(services.pools, [viewer[subject] ?? '']);
      expect(await verifyAccessToken(services, before)).toBeNull();
      expect(await verifyAccessToken(services, await issue())).toEqual(viewer);
    },
  );

  it('made by another process is known within a second', async () => {
    const another: Viewer = {
      ...viewer,
      kind: 'tracking',
      sessionId: '01890000-0000-7000-8000-0000000000aa',
      userId: null,
    };
    const token = await issue(another);
    const follower = startRevocations(services.pools, { notices: null });
    expect(await verifyAccessToken(services, token)).toEqual(another);
    await withAdmin(database.adminUrl, (admin) =>
      admin.query(`insert into platform.revocations (subject) values ($1)`, [another.sessionId]),
    );
    await expect.poll(() => verifyAccessToken(services, token), { timeout: 1_000, interval: 50 }).toBeNull();
    await follower.stop();
  });

  it('that was made before this process began is known to it', async () => {
    const another = { ...viewer, sessionId: '01890000-0000-7000-8000-0000000000bb' };
    const token = await issue(another);
    await withAdmin(database.adminUrl, (admin) =>
      admin.query('insert into platform.revocations (subject) values ($1)', [another.sessionId]),
    );
    const fresh = { ...services, pools: { ...services.pools } };
    expect(await verifyAccessToken(fresh, token)).toBeNull();
  });

  it('that cannot be asked for lets nobody through: the check throws', async () => {
    const token = await issue();
    const aside = {
      query: () => Promise.reject(new Error('gone')),
    } as unknown as Services['pools']['aside'];
    await expect(
      verifyAccessToken({ ...services, pools: { ...services.pools, aside } }, token),
    ).rejects.toThrow('gone');
  });

  it('of an organisation that is suspended is refused within a second', async () => {
    const token = await issue();
    expect(await verifyAccessToken(services, token)).toEqual(viewer);
    await withAdmin(database.adminUrl, (admin) =>
      admin.query(`update platform.tenants set state = 'suspended' where key = $1`, [viewer.tenant.key]),
    );
    await expect.poll(() => verifyAccessToken(services, token), { timeout: 1_000, interval: 50 }).toBeNull();
  });
});
