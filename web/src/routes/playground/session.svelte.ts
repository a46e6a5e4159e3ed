import {
  CompleteSignInDocument,
  PlaygroundViewerDocument,
  RefreshSessionDocument,
  SignInDocument,
  SignOutDocument,
  type SessionPartsFragment,
  type SignInInput,
} from '#lib/api/generated.ts';
import { ask, type Caller } from './ask.ts';
import { identityOf, type Identity } from './identity.ts';

/** What came of a try to sign in. */
export type SignInResult =
  { kind: 'in' } | { kind: 'second factor'; challenge: string } | { kind: 'refused'; message: string };

const renewMarginMilliseconds = 45_000;
const webRenewalMilliseconds = 120_000;
const nobody = 'The API did not say who you are: try again.';

/**
 * Who the playground's requests come from. Tokens are in this tab's memory alone: no storage of the browser sees them, and a page that is
 * loaded again knows nothing of them.
 */
export function createPlaygroundSession(webViewer: Identity | null, organisation: string | null) {
  let viewer = $state.raw(webViewer);
  let caller = $state.raw<Caller>(webViewer ? 'web app' : null);
  let isExpired = $state(false);
  let refreshToken: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The web app's cookie is renewed as its own pages do it. */
  async function renewWeb(): Promise<void> {
    if (caller !== 'web app') return;
    const renewed = await fetch(`/${organisation}/session`, { method: 'POST' }).catch(() => null);
    if (caller === 'web app' && renewed?.status === 401) isExpired = true;
  }

  async function enter(session: SessionPartsFragment): Promise<SignInResult> {
    const result = await become({ token: session.accessToken });
    if (result.kind !== 'in') return result;
    refreshToken = session.refreshToken;
    const waitMilliseconds = Date.parse(session.expiresAt) - Date.now() - renewMarginMilliseconds;
    timer = setTimeout(() => void renew(), Math.max(1_000, waitMilliseconds));
    return result;
  }

  async function become(next: { token: string }): Promise<SignInResult> {
    const { data, isRefused, message } = await ask(next, PlaygroundViewerDocument, {});
    if (isRefused) return { kind: 'refused', message: 'This token is not valid, or not any more.' };
    const identity = data && identityOf(data);
    if (!identity) return { kind: 'refused', message: message ?? nobody };
    forget();
    viewer = identity;
    caller = next;
    return { kind: 'in' };
  }

  async function renew(): Promise<void> {
    if (!refreshToken) return;
    const { data } = await ask(null, RefreshSessionDocument, { input: { refreshToken } });
    const session = data?.refreshSession.session;
    // The header keeps the token that is over: without one, requests would come from whoever is signed in to the web app.
    if (!session || (await enter(session)).kind !== 'in') isExpired = true;
  }

  function forget(): void {
    clearTimeout(timer);
    refreshToken = null;
    isExpired = false;
  }

  return {
    get viewer() {
      return viewer;
    },
    get caller() {
      return caller;
    },
    /** The session ended by itself, and could not be renewed. */
    get isExpired() {
      return isExpired;
    },
    async signIn(input: SignInInput): Promise<SignInResult> {
      const { data, message } = await ask(null, SignInDocument, { input });
      const { session = null, errors = [] } = data?.signIn ?? {};
      if (session) return enter(session);
      for (const error of errors)
        if ('challenge' in error) return { kind: 'second factor', challenge: error.challenge };
      return { kind: 'refused', message: errors[0]?.message ?? message ?? nobody };
    },
    async completeSignIn(challenge: string, code: string): Promise<SignInResult> {
      const { data, message } = await ask(null, CompleteSignInDocument, { input: { challenge, code } });
      const { session = null, errors = [] } = data?.completeSignIn ?? {};
      return session ? enter(session) : { kind: 'refused', message: errors[0]?.message ?? message ?? nobody };
    },
    /** Keeps the web app's session alive while the page is open; gives what ends that. */
    start(): () => void {
      void renewWeb();
      const webTimer = setInterval(() => void renewWeb(), webRenewalMilliseconds);
      return () => {
        clearInterval(webTimer);
        clearTimeout(timer);
      };
    },
    /** A token from elsewhere: a service token, or an access token that a program got. */
    useToken: (token: string) => become({ token }),
    /** Back to who is signed in to the web app, if anybody is. */
    async signOut(): Promise<void> {
      const was = caller;
      const ended = refreshToken;
      forget();
      viewer = webViewer;
      caller = webViewer ? 'web app' : null;
      void renewWeb();
      if (ended) await ask(was, SignOutDocument, { input: { refreshToken: ended } });
    },
  };
}

export type PlaygroundSession = ReturnType<typeof createPlaygroundSession>;
