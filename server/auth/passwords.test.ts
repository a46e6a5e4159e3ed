import { describe, expect, it } from 'vitest';
import { hashPassword, passwordProblem, verifyPassword } from './passwords.ts';

const known = ['mara.lind', 'Acme Corporation', 'acme'];

describe('a password', () => {
  it('is kept as an argon2id hash with its cost, salted', async () => {
    const [first, second] = await Promise.all([
      hashPassword('four words in a row'),
      hashPassword('four words in a row'),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(first, 'four words in a row')).toBe(true);
    expect(await verifyPassword(first, 'Four words in a row')).toBe(false);
  });

  it('is the same however its letters were composed', async () => {
    const hash = await hashPassword('Caf\u00e9 am Stra\u00dfeneck');
    expect(await verifyPassword(hash, 'Cafe\u0301 am Stra\u00dfeneck')).toBe(true);
  });

  it('that nobody set is never right', async () => {
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(null, 'four words in a row')).toBe(false);
  });

  it.each([
    'four words in a row',
    'xK9-fp2Lq!',
    'ein langer Satz ohne Zahl',
    '密码是一个很长的句子吗',
    'I work at Acme Corporation since 2019',
    'x'.repeat(180) + ' and 1 more',
  ])('can be %s', (password) => {
    expect(passwordProblem(password, known)).toBeNull();
  });

  it.each([
    ['too short', 'xK9-fp2Lq', 'at least 10'],
    ['too short, counted in characters and not in bytes', '😀😀😀😀😁😂🤣😃😄', 'this has 9'],
    ['too long', 'abcd'.repeat(51), 'at most 200'],
    ['a common one', 'password123', 'among the first'],
    ['a common one in capitals', 'QWERTYUIOP', 'among the first'],
    ['a common one with signs in it', 'pass-word-123', 'among the first'],
    ['of very few characters', 'ababababababab', 'among the first'],
    ['the username', 'mara.lind.2026', 'too close'],
    ['the username twice', 'Mara.Lind mara.lind', 'too close'],
    ['the organisation', 'AcmeCorporation!', 'too close'],
    ['the slug with a year', 'acme-acme-2026', 'too close'],
  ])('cannot be %s', (_, password, message) => {
    expect(passwordProblem(password, known)).toContain(message);
  });
});
