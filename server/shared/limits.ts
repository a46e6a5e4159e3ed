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
  externalReference: 200,
  tokenName: 100,
} as const;

/** Passwords follow NIST SP 800-63B: a least length, no composition rules. Counted in characters (code points). */
export const passwordLength = { least: 15, most: 200 } as const;

/** Complaints that are submitted at once, at most. */
export const mostAtOnce = 500;

/** After how many days a service token ends by itself: when nothing is said, and at most. */
export const serviceTokenDays = { usual: 90, most: 365 } as const;

/** Rows of a page: what a connection gives when not told, and at most. */
export const pageSize = { usual: 20, most: 100 } as const;

/** An `Idempotency-Key`: its most characters, and how long what came of it is kept. */
export const idempotencyKeyLimits = { characters: 255, keptSeconds: 86_400 } as const;

/** How many failed guesses at a secret, counted from the first one. What each number closes is told in server/auth/throttle.ts. */
export const guessLimits = {
  windowSeconds: 900,
  /** For one account from one address. */
  accountAtAddress: 10,
  /** For one account from everywhere. */
  account: 50,
  /** From one address for every account. */
  address: 100,
  /** So long an address is known as one where the account signed in. */
  knownForSeconds: 90 * 86_400,
} as const;

/** How often from one address, and for one account or organisation (`subject`) from everywhere, whether it succeeds or not. */
export const turnLimits = {
  registration: { windowSeconds: 3_600, address: 60, subject: 600 },
  publicComplaint: { windowSeconds: 3_600, address: 60, subject: 600 },
  /** Both the way to the identity provider and the way back. */
  providerSignIn: { windowSeconds: 900, address: 300, subject: 10_000 },
  passwordReset: { windowSeconds: 900, address: 30, subject: 5 },
} as const;

/** Requests in a minute, by what they are counted under; 0 is no limit. RATE_LIMITS changes them. */
export const trafficLimits = {
  /** Of those who are not signed in, and pages of the web app, from one address. */
  address: 6_000,
  /** With one session's tokens. */
  session: 3_000,
  /** With one service token. */
  token: 3_000,
  /** Of all sessions of one user. */
  account: 6_000,
  /** Of everybody in one organisation. */
  tenant: 60_000,
};
export type TrafficLimits = typeof trafficLimits;

/** Operations that a process works on at once for one organisation, or for the visitors of one address: a quarter of its connections. */
export const inFlightLimits = {
  share: 5,
  /** As many may wait for their turn, so long. */
  waiting: 200,
  /** More than so many are a flood. */
  longLine: 20,
  waitMilliseconds: 5_000,
};
export type InFlightLimits = typeof inFlightLimits;

/** Streams of events that are open at once, in one process. */
export const streamLimits = {
  session: 20,
  tenant: 2_000,
  all: 5_000,
  /** A client that comes back after that gets to another process when there are others. */
  longestSeconds: 3_600,
  /** A client that has not taken what was sent for so long is gone, or floods itself. */
  slowSeconds: 30,
};
export type StreamLimits = typeof streamLimits;
