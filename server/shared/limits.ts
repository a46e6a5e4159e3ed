/** The longest text that each kind of field takes, in characters. */
export const textLimits = {
  name: 200,
  username: 64,
  email: 254,
  phone: 40,
  address: 500,
  subject: 200,
  description: 20_000,
  comment: 20_000,
  reason: 4_000,
  evidence: 4_000,
  explanation: 20_000,
  rootCause: 4_000,
  remedy: 4_000,
  category: 120,
  search: 200,
} as const;

/** Passwords follow NIST SP 800-63B: a least length, no composition rules. Counted in characters (code points). */
export const passwordLength = { least: 10, most: 200 } as const;

/** Rows of a page: what a connection gives when not told, and at most. */
export const pageSize = { usual: 20, most: 100 } as const;
