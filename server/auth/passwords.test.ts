import { describe, expect, it } from 'vitest';
import { commonWords } from './common-words.ts';
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
    'correct horse battery staple',
    'seven-herons-by-the-lake',
    'xK9-fp2Lq!uT7vRz',
    '!#%&/()=?{[]}~*<',
    '🦊🐢🎈🥨🧲🪁🎷🧊🪴🦉🍩🛶🎳🧵🗝',
    'ein langer Satz ohne Zahl',
    '密码是一个很长的句子吗因为不能短',
    'I work at Acme Corporation since 2019',
    'x'.repeat(180) + ' and 1 more here',
  ])('can be %s', (password) => {
    expect(passwordProblem(password, known)).toBeNull();
  });

  it.each([
    ['too short', 'xK9-fp2LqTuv7!', 'at least 15 characters; this has 14'],
    ['too short, counted in characters and not in bytes', '😀😀😀😀😁😂🤣😃😄', 'this has 9'],
    ['too long', 'abcd'.repeat(51), 'at most 200'],
    ['a common one', 'passwordpassword', 'among the first'],
    ['a common one with digits', 'password1234567', 'among the first'],
    ['a common one with signs for letters', 'P@$$w0rd-P@$$w0rd!', 'among the first'],
    ['two common ones', 'SunshinePrincess2024', 'among the first'],
    ['a walk over the keyboard', 'QWERTYUIOPASDFGH', 'among the first'],
    ['a walk down its columns', '1qaz2wsx3edc4rfv', 'among the first'],
    ['digits in their order', '12345678901234567890', 'among the first'],
    ['a date, twice', '24.12.1984 24.12.1984', 'among the first'],
    ['one sign', 'aaaaaaaaaaaaaaaa', 'among the first'],
    ['a short piece over and over', 'xk7xk7xk7xk7xk7xk7', 'among the first'],
    ['of very few characters', 'abababababababab', 'among the first'],
    ['the username', 'mara.lind.2026-2026', 'too close'],
    ['the username twice', 'Mara.Lind mara.lind', 'too close'],
    ['the organisation', 'AcmeCorporation!', 'too close'],
    ['the organisation and a common word', 'Acme-Corporation-Welcome1', 'too close'],
    ['the slug and a year', 'mara.lind-acme-2026', 'too close'],
  ])('cannot be %s', (_, password, message) => {
    expect(passwordProblem(password, known)).toContain(message);
  });

  it('cannot be a common word, however it is filled up to the length', () => {
    const fillings = [
      (word: string) => word.repeat(15),
      (word: string) => `${word}12345678901234567`,
      (word: string) => `${word.toUpperCase()}!!!!!!!!!!!!2026`.padEnd(20, '0'),
      (word: string) => `qwertyuiop${word}asdfghjkl`,
      (word: string) => `1111111111${word}2222`,
    ];
    const passed = [...commonWords].flatMap((word) =>
      fillings.map((fill) => fill(word).slice(0, 200)).filter((text) => passwordProblem(text, []) === null),
    );
    expect(passed).toEqual([]);
    expect(commonWords.size).toBeGreaterThan(1_000);
  });

  it('is judged in a moment, whatever it is', () => {
    const texts = ['a'.repeat(200), 'ab'.repeat(100), 'x1'.repeat(99), 'qwertz'.repeat(33), '😀'.repeat(100)];
    const begun = performance.now();
    for (const text of texts) passwordProblem(text, known);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
