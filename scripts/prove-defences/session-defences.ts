import type { Defence } from './defence.ts';

const accessTokens = 'server/auth/access-tokens.ts';
const tokens = 'server/auth/access-tokens.test.ts';
const refreshing = 'server/sessions/refresh-session.test.ts';
const secondFactor = 'server/sessions/second-factor/second-factor.test.ts';

/** Tokens, sessions and guesses at secrets. */
export const sessionDefences: readonly Defence[] = [
  {
    name: 'token: algorithm',
    attacks: [18],
    takenOut: 'whatever algorithm fits the key',
    patches: [{ file: accessTokens, find: `algorithms: ['HS256'],`, replace: '' }],
    tests: [tokens],
  },
  {
    name: 'token: issuer',
    attacks: [18],
    takenOut: 'iss is not checked',
    patches: [{ file: accessTokens, find: '      issuer,\n      audience,\n', replace: '      audience,\n' }],
    tests: [tokens],
  },
  {
    name: 'token: audience',
    attacks: [18],
    takenOut: 'aud is not checked',
    patches: [{ file: accessTokens, find: '      issuer,\n      audience,\n', replace: '      issuer,\n' }],
    tests: [tokens],
  },
  {
    name: 'token: type',
    attacks: [18],
    takenOut: 'typ is not checked',
    patches: [{ file: accessTokens, find: 'header.typ !== tokenType || ', replace: '' }],
    tests: [tokens],
  },
  {
    name: 'token: key id',
    attacks: [18],
    takenOut: 'kid is not checked',
    patches: [{ file: accessTokens, find: 'header.kid !== keyId || ', replace: '' }],
    tests: [tokens],
  },
  {
    name: 'token: expiry must be there',
    attacks: [18],
    takenOut: 'a token without exp is taken',
    patches: [{ file: accessTokens, find: ' &&\n    Number.isInteger(exp)', replace: '' }],
    tests: [tokens],
  },
  {
    name: 'token: expiry must be near',
    attacks: [18],
    takenOut: 'an exp in milliseconds is taken',
    patches: [
      {
        file: accessTokens,
        find: ' || claims.exp > now + accessTokenSeconds + clockToleranceSeconds',
        replace: '',
      },
    ],
    tests: [tokens],
  },
  {
    name: 'token: expiry',
    attacks: [18],
    takenOut: 'exp is not compared with the clock',
    patches: [
      {
        file: accessTokens,
        find: 'claims.exp <= now || ',
        replace: '',
      },
    ],
    tests: [tokens],
  },
  {
    name: 'token: revocation',
    attacks: [20],
    takenOut: 'revocations are not asked for',
    patches: [
      {
        file: accessTokens,
        find: 'if (await isRevoked(services.pools, subjects, claims.ims)) return null;',
        replace: 'await isRevoked(services.pools, subjects, claims.ims);',
      },
    ],
    tests: [tokens],
  },
  {
    name: 'a change of role revokes',
    attacks: [20],
    takenOut: 'updating a user revokes nothing',
    patches: [
      {
        file: 'server/users/update-user.ts',
        find: 'if (role !== user.role || displayName !== user.displayName) await revoke(context.services.pools, [user.id]);',
        replace: 'void revoke;',
      },
    ],
    tests: ['server/users/users.test.ts'],
  },
  {
    name: 'sealed tokens: their MAC',
    attacks: [2, 19],
    takenOut: 'any bytes of the right length are taken',
    patches: [
      {
        file: 'server/auth/sealed-token.ts',
        find: 'return timingSafeEqual(bytes.subarray(bodyLength), macOf(key, body)) ? body : null;',
        replace: 'timingSafeEqual(bytes.subarray(bodyLength), macOf(key, body));\n  return body;',
      },
    ],
    tests: ['server/auth/signed-links.test.ts'],
  },
  {
    name: 'refresh token: reuse',
    attacks: [19],
    takenOut: 'an old token is refused, and its session goes on',
    patches: [
      {
        file: 'server/sessions/refresh-session.ts',
        find: `  return 'reused';`,
        replace: '  return refused(endedSession);',
      },
    ],
    tests: [refreshing],
  },
  {
    name: 'refresh token: once',
    attacks: [19],
    takenOut: 'every token of the session is good again and again',
    patches: [
      {
        file: 'server/sessions/refresh-session.ts',
        find: 'if (claim.generation === session.generation) {',
        replace: 'if (claim.generation <= session.generation) {',
      },
    ],
    tests: [refreshing],
  },
  {
    name: 'one refusal for all who cannot sign in',
    attacks: [21],
    takenOut: 'a user who is not active signs in',
    patches: [
      {
        file: 'server/sessions/sign-in.ts',
        find: `!isRight || account.status !== 'active') {`,
        replace: '!isRight) {',
      },
      {
        file: 'server/sessions/sign-in.ts',
        find: `current?.status !== 'active' || current.passwordHash`,
        replace: 'current?.passwordHash',
      },
    ],
    tests: ['server/sessions/sign-in.test.ts'],
  },
  {
    name: 'throttle of guesses',
    attacks: [21],
    takenOut: 'failures are not counted',
    patches: [{ file: 'server/auth/throttle.ts', find: 'await countFailure(counters);', replace: ';' }],
    tests: ['server/auth/throttle.test.ts'],
  },
  {
    name: 'guesses stand in line',
    attacks: [21],
    takenOut: 'guesses that are sent at once are checked at once',
    patches: [
      {
        file: 'server/auth/throttle.ts',
        find: 'waitInLine(counters.pair?.key ?? null,',
        replace: 'waitInLine(null,',
      },
    ],
    tests: ['server/auth/throttle.test.ts'],
  },
  {
    name: 'second factor: a code is good once',
    attacks: [21],
    takenOut: 'a code is taken again',
    patches: [
      {
        file: 'server/auth/use-code.ts',
        find: 'if (step !== null && step > factor.lastStep) {',
        replace: 'if (step !== null) {',
      },
    ],
    tests: [secondFactor],
  },
  {
    name: 'second factor: five wrong codes',
    attacks: [21],
    takenOut: 'a sign-in takes any number',
    patches: [
      {
        file: 'server/sessions/complete-sign-in.ts',
        find: 'if (challenge.wrongCodes + 1 < mostWrongCodes) {',
        replace: 'if (challenge.wrongCodes < 1e9 * mostWrongCodes) {',
      },
    ],
    tests: [secondFactor],
  },
  {
    name: 'second factor: required of staff',
    attacks: [21],
    takenOut: 'who has none may do everything',
    patches: [
      {
        file: 'server/api/permissions.ts',
        find: 'if (viewer.mustSetUpFactor && !settingUpOperations.includes(name)) return secondFactorFirst();',
        replace: 'if (!name) return secondFactorFirst();',
      },
    ],
    tests: ['server/sessions/second-factor/required-factor.test.ts'],
  },
];
