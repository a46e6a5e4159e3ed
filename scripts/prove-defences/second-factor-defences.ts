import type { Defence } from './defence.ts';

const useCode = 'server/auth/use-code.ts';
const factors = 'server/sessions/second-factor/second-factor.test.ts';
const codes = 'server/auth/second-factor-codes.test.ts';

/** What stands after the password. */
export const secondFactorDefences: readonly Defence[] = [
  {
    name: 'second factor: asked for',
    attacks: [21],
    takenOut: 'a right password begins the session',
    patches: [
      {
        file: 'server/sessions/begin-after-first-factor.ts',
        find: 'if (factor.isOn) return',
        replace: 'if (false) return',
      },
    ],
    tests: [factors],
  },
  {
    name: 'second factor: a recovery code once',
    attacks: [21],
    takenOut: 'a recovery code stays',
    patches: [{ file: useCode, find: 'await setRecoveryCodes(unit, userId, left);', replace: '' }],
    tests: [factors],
  },
  {
    name: 'second factor: bound to the password',
    attacks: [21],
    takenOut: 'a challenge outlives the password',
    patches: [
      {
        file: 'server/sessions/complete-sign-in.ts',
        find: ' &&\n    challenge.passwordPrint.equals(passwordPrint(account))',
        replace: '',
      },
    ],
    tests: [factors],
  },
  {
    name: 'second factor: a secret for its user alone',
    attacks: [21],
    takenOut: 'a secret opens in another row',
    patches: [
      {
        file: 'server/auth/sealed-secret.ts',
        find: 'return [tenantKey, userId];',
        replace: 'return [tenantKey, userId].slice(2);',
      },
    ],
    tests: [codes],
  },
  {
    name: 'passwords: what is left to guess',
    attacks: [21],
    takenOut: 'only the length counts',
    patches: [
      {
        file: 'server/auth/password-guesses.ts',
        find: 'export const leastGuesses = 4;',
        replace: 'export const leastGuesses = 0;',
      },
    ],
    tests: ['server/auth/passwords.test.ts'],
  },
];
