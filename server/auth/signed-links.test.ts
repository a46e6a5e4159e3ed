import { describe, expect, it } from 'vitest';
import type { Services } from '../context.ts';
import { newTenantKey } from '../tenancy/tenant.ts';
import { newInvitationToken, readInvitationToken } from './invitation-tokens.ts';
import { makeRefreshToken, readRefreshToken } from './refresh-tokens.ts';
import { makeTrackingUrl, readTrackingToken } from './tracking-links.ts';

const secretKey = 'a secret of the tests with more than 32 bytes';
const tenant = { key: newTenantKey(), slug: 'acme', name: 'Acme' };
const complaintId = '01890000-0000-7000-8000-000000000001';
const personId = '01890000-0000-7000-8000-000000000002';
const year = 365 * 86_400_000;

function servicesAt(now: Date, secret = secretKey): Services {
  const config = {
    secretKey: secret,
    auditSigningKey: '',
    publicUrl: 'https://redress.example',
    mode: 'test' as const,
    outboundAllow: [],
  };
  return { pools: undefined as never, config, now: () => now };
}

/** The same text with one bit changed, at every place in turn. */
function tampered(token: string): string[] {
  const bytes = Buffer.from(token, 'base64url');
  return [...bytes.keys()].map((index) => {
    const copy = Buffer.from(bytes);
    copy[index] = (copy[index] ?? 0) ^ 1;
    return copy.toString('base64url');
  });
}

describe('a tracking link', () => {
  const start = new Date('2026-02-01T08:00:00Z');
  const url = makeTrackingUrl(servicesAt(start), tenant, { complaintId, personId });
  const token = url.split('/').at(-1) ?? '';

  it('names the organisation and opens the one complaint, for 365 days', () => {
    expect(url).toBe(`https://redress.example/acme/track/${token}`);
    const opened = { tenantKey: tenant.key, complaintId, personId };
    expect(readTrackingToken(servicesAt(start), token)).toEqual(opened);
    expect(readTrackingToken(servicesAt(new Date(start.getTime() + year - 1)), token)).toEqual(opened);
    expect(readTrackingToken(servicesAt(new Date(start.getTime() + year)), token)).toBeNull();
  });

  it('opens nothing when any bit of it is changed, or with another secret', () => {
    for (const text of tampered(token)) expect(readTrackingToken(servicesAt(start), text)).toBeNull();
    expect(readTrackingToken(servicesAt(start, 'another secret that is long enough too'), token)).toBeNull();
  });

  it.each(['', 'x', '../../etc', '%00', 'a'.repeat(10_000)])('is not %j', (text) => {
    expect(readTrackingToken(servicesAt(start), text)).toBeNull();
  });

  it('has one spelling', () => {
    expect(readTrackingToken(servicesAt(start), `${token}=`)).toBeNull();
    expect(
      readTrackingToken(servicesAt(start), token.replaceAll('-', '+').replaceAll('_', '/') + ' '),
    ).toBeNull();
  });
});

describe('a refresh token', () => {
  const claim = { tenantKey: tenant.key, sessionId: complaintId, generation: 7 };
  const token = makeRefreshToken(secretKey, claim);

  it('tells session and generation, and is the same each time it is made', () => {
    expect(readRefreshToken(secretKey, token)).toEqual(claim);
    expect(makeRefreshToken(secretKey, claim)).toBe(token);
    expect(makeRefreshToken(secretKey, { ...claim, generation: 8 })).not.toBe(token);
  });

  it('tells nothing when any bit of it is changed, or with another secret', () => {
    for (const text of tampered(token)) expect(readRefreshToken(secretKey, text)).toBeNull();
    expect(readRefreshToken('another secret that is long enough too', token)).toBeNull();
  });
});

describe("an invitation's token", () => {
  it('names the tenant, and only its hash need be kept', () => {
    const { token, hash } = newInvitationToken(tenant.key);
    expect(readInvitationToken(token)).toEqual({ tenantKey: tenant.key, hash });
    expect(token).not.toContain(hash.toString('base64url'));
    expect(newInvitationToken(tenant.key).token).not.toBe(token);
  });

  it.each(['', 'x', Buffer.alloc(60).toString('base64url'), 'a'.repeat(80)])('is not %j', (text) => {
    expect(readInvitationToken(text)).toBeNull();
  });
});
