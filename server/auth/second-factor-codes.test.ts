import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAt } from '../isolation/scratch/second-factor.ts';
import { describeTotpSecret, newTotpSecret, totpStep } from './one-time-codes.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

const secretKey = 'a secret of the tests with more than 32 bytes';
const owner = { tenantKey: 't_aaaaaaaaaaaaaaaaaaaaaaaaaa', userId: '01890000-0000-7000-8000-000000000001' };

describe('a one-time code', () => {
  // RFC 6238, appendix B, for SHA-1; of the eight digits the last six.
  const secret = Buffer.from('12345678901234567890');
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i of the standard is %s', (second, code) => {
    expect(totpStep(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
  });

  it('is good for the step before and the step after, and no further', () => {
    const now = new Date('2026-05-04T10:00:10.000Z');
    const step = Math.floor(now.getTime() / 30_000);
    const { secret: base32 } = describeTotpSecret(secret, { issuer: 'Acme', label: 'ada' });
    const found = [-2, -1, 0, 1, 2].map((steps) =>
      totpStep(secret, codeAt(base32, new Date(now.getTime() + steps * 30_000)), now),
    );
    expect(found).toEqual([null, step - 1, step, step + 1, null]);
  });

  it.each(['', '28708', '2870822', 'abcdef', '28708２', '-28708', '0x1234'])('is not %j', (typed) => {
    expect(totpStep(secret, typed, new Date(59_000))).toBeNull();
  });

  it('may be typed with the space that apps show', () => {
    expect(totpStep(secret, ' 287 082', new Date(59_000))).toBe(1);
  });

  it('has an address that names organisation and user', () => {
    const { uri } = describeTotpSecret(secret, { issuer: 'Café & Söhne: 1', label: 'ada.k' });
    const address = new URL(uri);
    expect(address.protocol + address.host).toBe('otpauth:totp');
    expect(address.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(address.searchParams.get('issuer')).toBe('Café & Söhne: 1');
  });
});

describe('the secret of a second factor', () => {
  const sealed = sealSecret(secretKey, owner, newTotpSecret());

  it('opens for its user, and looks different each time', () => {
    const secret = newTotpSecret();
    const one = sealSecret(secretKey, owner, secret);
    expect(openSecret(secretKey, owner, one)).toEqual(secret);
    expect(sealSecret(secretKey, owner, secret)).not.toEqual(one);
    expect(one.includes(secret)).toBe(false);
  });

  it.each([
    ['another user', secretKey, { ...owner, userId: '01890000-0000-7000-8000-000000000002' }],
    ['another organisation', secretKey, { ...owner, tenantKey: 't_bbbbbbbbbbbbbbbbbbbbbbbbbb' }],
    ['another SECRET_KEY', 'another secret that is long enough too', owner],
  ])('does not open for %s', (_, key, who) => {
    expect(() => openSecret(key, who, sealed)).toThrow('cannot be opened');
  });

  it('does not open when any byte of it is changed', () => {
    for (const index of sealed.keys()) {
      const edited = Buffer.from(sealed);
      edited[index] = (edited[index] ?? 0) ^ 1;
      expect(() => openSecret(secretKey, owner, edited)).toThrow('cannot be opened');
    }
  });
});

describe('a recovery code', () => {
  it('is one of ten different ones, of 80 bits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-HJKMNP-TV-Z0-9]{4}-){3}[A-HJKMNP-TV-Z0-9]{4}$/);
  });

  it('is the same in small letters, with spaces, and with the letters that look like its digits', () => {
    const hash = hashRecoveryCode(secretKey, owner, 'AB01-CD10-EFGH-0123');
    expect(hashRecoveryCode(secretKey, owner, ' ab01 cd10 efgh 0123 ')).toEqual(hash);
    expect(hashRecoveryCode(secretKey, owner, 'ABO1-CDIO-EFGH-OL23')).toEqual(hash);
    expect(hashRecoveryCode(secretKey, owner, 'AB01-CD10-EFGH-0124')).not.toEqual(hash);
  });

  it('has another hash for another user, another organisation and another SECRET_KEY', () => {
    const code = newRecoveryCodes()[0] as string;
    const hashes = [
      hashRecoveryCode(secretKey, owner, code),
      hashRecoveryCode(secretKey, { ...owner, userId: 'x' }, code),
      hashRecoveryCode(secretKey, { ...owner, tenantKey: 'x' }, code),
      hashRecoveryCode('another secret that is long enough too', owner, code),
    ];
    expect(new Set(hashes.map((hash) => hash?.toString('hex'))).size).toBe(4);
  });

  it('is not any other text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 15 }), (text) => {
        expect(hashRecoveryCode(secretKey, owner, text)).toBeNull();
      }),
    );
  });
});
