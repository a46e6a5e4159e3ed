/** Somebody with a session who sends operations over HTTP. */
export interface GraphqlClient {
  /** The data of an operation that succeeded: HTTP 200, no errors, none in the payload either. Throws otherwise, whatever went wrong. */
  run(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The access token, of a new session where there is none. */
  token(): Promise<string>;
}

interface Account {
  organisation: string;
  username: string;
  password: string;
}

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }`;
const limitMilliseconds = 30_000;

/** Makes a client of an account; `urlOf` tells where the server is at the moment. */
export function graphqlClient(urlOf: () => string, account: Account): GraphqlClient {
  let accessToken: string | null = null;

  async function post(query: string, variables: unknown, token: string | null) {
    const response = await fetch(`${urlOf()}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(limitMilliseconds),
    });
    const text = await response.text();
    if (response.status === 401) accessToken = null;
    if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${text.slice(0, 200)}`);
    return (JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown[] }) ?? {};
  }

  async function token(): Promise<string> {
    if (accessToken !== null) return accessToken;
    const { data } = await post(signIn, { input: account }, null);
    const session = (data?.signIn as { session: { accessToken: string } | null } | undefined)?.session;
    if (!session) throw new Error('The sign-in was refused');
    return (accessToken = session.accessToken);
  }

  return {
    token,
    async run(query, variables = {}) {
      const { data, errors } = await post(query, variables, await token());
      if (errors || !data) throw new Error(JSON.stringify(errors));
      for (const payload of Object.values(data)) {
        const refused = (payload as { errors?: unknown[] } | null)?.errors ?? [];
        if (refused.length > 0) throw new Error(JSON.stringify(refused));
      }
      return data;
    },
  };
}
