const beginsSession = 'it begins a session, whose tokens are not kept. Sign in again.';
const showsSecret = 'its answer holds a secret that is shown once and not kept.';
const takesSecret = 'it takes a password, a code or another secret, of which nothing is kept.';
const repeatable = 'doing it twice is the same as doing it once.';

/** Mutations that take no `Idempotency-Key`, and why; all others do. The sentence goes on after the mutation's name. */
export const keylessMutations: Readonly<Record<string, string>> = {
  signIn: beginsSession,
  completeSignIn: beginsSession,
  refreshSession: beginsSession,
  register: beginsSession,
  acceptInvitation: beginsSession,
  trackComplaint: beginsSession,
  completeProviderSignIn: beginsSession,
  startProviderSignIn: showsSecret,
  startIdentityLink: showsSecret,
  startSecondFactor: showsSecret,
  confirmSecondFactor: showsSecret,
  renewRecoveryCodes: showsSecret,
  createUser: showsSecret,
  invitePerson: showsSecret,
  resetUserPassword: showsSecret,
  createWebhookEndpoint: showsSecret,
  createServiceToken: showsSecret,
  rotateWebhookSecret: showsSecret,
  changePassword: takesSecret,
  turnOffSecondFactor: takesSecret,
  completeIdentityLink: takesSecret,
  saveIdentityProvider: takesSecret,
  signOut: repeatable,
  requestPasswordReset: repeatable,
  verifyAudit: repeatable,
};
