import jwt from 'jsonwebtoken';
import { createHash, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import type { OutboundFetch, OutboundRequest } from '../../outbound/guarded-fetch.ts';

type Claims = Record<string, unknown>;

export interface ScratchIssuer {
  /** Its address, under which nobody on the internet answers. */
  issuer: string;
  /** Answers what is asked of the address; for `Services.fetchOutside`. */
  fetch: OutboundFetch;
  /** Signs somebody in there, as if they had followed the address: gives the one that leads back. `account` becomes claims; `sub` is needed. */
  consent(authorizationUrl: string, account: Claims & { sub: string }): string;
}

export interface ScratchIssuerOptions {
  issuer?: string;
  metadata?: Claims;
  /** Makes the ID token of its claims; tests forge them. */
  idToken?: (claims: Claims, sign: (claims: Claims) => string) => string;
  /** Of the clock that tests move; the machine's where there is none. */
  now?: () => Date;
}

/** An identity provider inside this process: for sign-ins that ask nobody outside. */
export function createScratchIssuer(options: ScratchIssuerOptions = {}): ScratchIssuer {
  const { issuer = 'https://identity.invalid', metadata = {}, now = () => new Date() } = options;
  const { idToken = (claims, sign) => sign(claims) } = options;
  const codes = new Map<string, { asked: URLSearchParams; account: Claims }>();
  let pair: { publicKey: KeyObject; privateKey: KeyObject } | null = null;
  const keys = () => (pair ??= generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const sign = (claims: Claims) => jwt.sign(claims, keys().privateKey, { algorithm: 'ES256', keyid: 'k1' });

  /** Checks what a client has to prove, PKCE included (RFC 7636), and sells each code once. */
  const sell = (request: OutboundRequest): Response => {
    const form = new URLSearchParams(String(request.body));
    const sold = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      sold?.asked.get('code_challenge') === challenge &&
      sold.asked.get('redirect_uri') === form.get('redirect_uri');
    if (!sold || !isRight) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const seconds = Math.floor(now().getTime() / 1000);
    const claims = {
      iss: issuer,
      aud: sold.asked.get('client_id'),
      nonce: sold.asked.get('nonce'),
      iat: seconds,
      exp: seconds + 300,
      ...sold.account,
    };
    return Response.json({ access_token: 'scratch', token_type: 'Bearer', id_token: idToken(claims, sign) });
  };

  return {
    issuer,
    async fetch(url, request = {}) {
      const { pathname, origin } = new URL(url);
      if (origin !== new URL(issuer).origin) throw new Error('Only the scratch issuer is asked');
      if (pathname === '/token') return sell(request);
      if (pathname === '/keys') {
        const key = keys().publicKey.export({ format: 'jwk' });
        return Response.json({ keys: [{ ...key, kid: 'k1', use: 'sig', alg: 'ES256' }] });
      }
      if (pathname === '/.well-known/openid-configuration') {
        return Response.json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          code_challenge_methods_supported: ['S256'],
          id_token_signing_alg_values_supported: ['ES256'],
          authorization_response_iss_parameter_supported: true,
          ...metadata,
        });
      }
      return new Response(null, { status: 404 });
    },
    consent(authorizationUrl, account) {
      const asked = new URL(authorizationUrl).searchParams;
      const code = randomUUID();
      codes.set(code, { asked, account });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer }).toString();
      return back.href;
    },
  };
}

/** The one that scratch organisations sign in by. */
export const scratchIssuer = createScratchIssuer();
