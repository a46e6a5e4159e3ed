import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const realClient = { clientId: 'redress', clientSecret: 'a-secret-between-the-two' };

export interface RealIssuer {
  issuer: string;
  /** Follows the address as somebody's browser would: types the name, agrees, or cancels; gives where it is sent back to. */
  visit(authorizationUrl: string, login: string | null): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a certified OpenID Connect provider on this machine, where everybody signs in with the name that they type. */
export async function startRealIssuer(callbackUrls: readonly string[]): Promise<RealIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { clientId, clientSecret } = realClient;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...callbackUrls],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: ['only-for-tests'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    claims: { profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Outside`,
        preferred_username: id,
        email: `${id}@provider.example`,
        email_verified: true,
      }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    visit: (url, login) => visitPages(issuer, url, login),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function visitPages(issuer: string, start: string, login: string | null): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | null = null;
  for (let steps = 0; steps < 12; steps += 1) {
    if (!url.startsWith(issuer)) return url;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer: Response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: { cookie },
      redirect: 'manual',
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    const page = await answer.text();
    if (location) {
      url = new URL(location, url).href;
      form = null;
    } else if (login === null) {
      const abort = /href="([^"]*\/abort)"/.exec(page)?.[1];
      if (!abort) throw new Error(`The issuer's page cannot be cancelled: ${page.slice(0, 500)}`);
      url = new URL(abort, url).href;
    } else {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      if (!prompt || !action) throw new Error(`The issuer's page has no form: ${page.slice(0, 500)}`);
      url = new URL(action, url).href;
      form = new URLSearchParams({ prompt, login, password: 'any' });
    }
  }
  throw new Error('The issuer sends in circles');
}
