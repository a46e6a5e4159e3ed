import type { Defence } from './defence.ts';

const uses = 'server/service-tokens/use-of-tokens.test.ts';
const sights = 'server/service-tokens/service-tokens.test.ts';
const checks = 'server/auth/service-tokens.ts';

/** Software of partners: its tokens, and what they may do. */
export const serviceTokenDefences: readonly Defence[] = [
  {
    name: 'service token: scopes',
    attacks: [16],
    takenOut: 'every token may do what any token may',
    patches: [
      {
        file: 'server/api/permissions.ts',
        find: 'if (!scopes || hasScope(viewer, ...scopes)) return null;',
        replace: 'if (!scopes || (scopes.length > 0 && hasScope(viewer, ...viewer.scopes))) return null;',
      },
    ],
    tests: ['server/api/permissions.test.ts'],
  },
  {
    name: 'service token: denied without a scope in its row',
    attacks: [16],
    takenOut: 'what names no scope is open to every token',
    patches: [
      {
        file: 'server/api/permissions.ts',
        find: 'if (!scopes || hasScope',
        replace: 'if (!scopes?.length || hasScope',
      },
    ],
    tests: ['server/api/permissions.test.ts'],
  },
  {
    name: 'service token: the hash alone is kept',
    attacks: [18],
    takenOut: 'the text is written into the audit trail',
    patches: [
      {
        file: 'server/service-tokens/make-service-token.ts',
        find: '        ending,\n      },',
        replace: '        ending: text,\n      },',
      },
    ],
    tests: [uses],
  },
  {
    name: 'service token: its end',
    attacks: [20],
    takenOut: 'a revoked token is taken',
    patches: [{ file: checks, find: 'token.revokedAt || ', replace: '' }],
    tests: [uses],
  },
  {
    name: 'service token: its end is told',
    attacks: [20],
    takenOut: 'a token that was read a moment ago is taken, whatever was told since',
    patches: [
      {
        file: checks,
        find: 'if (await isRevoked(services.pools, [token.id], 0.5)) return null;',
        replace: 'void isRevoked;',
      },
    ],
    tests: [uses],
  },
  {
    name: 'service token: its time',
    attacks: [18],
    takenOut: 'an expired token is taken',
    patches: [{ file: checks, find: ' || (token.expiresAt && token.expiresAt <= now)', replace: '' }],
    tests: [uses],
  },
  {
    name: 'service token: known for a second',
    attacks: [20],
    takenOut: 'what was read of a token is believed for a minute',
    patches: [{ file: checks, find: 'lifetimeMilliseconds = 900', replace: 'lifetimeMilliseconds = 60_000' }],
    tests: [uses],
  },
  {
    name: 'service token: sees what it entered',
    attacks: [16],
    takenOut: 'who may enter complaints sees all',
    patches: [
      {
        file: 'server/complaints/visible-complaints.queries.ts',
        find: `sql.raw('coalesce(??.entered_by = ?::uuid, false)', [row, viewer.sessionId])`,
        replace: `sql.raw('true')`,
      },
    ],
    tests: [sights],
  },
];
