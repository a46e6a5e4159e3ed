/** Talks to the product as a partner system would: by HTTP with a bearer token. For what a journey needs from others. */
export interface ApiClient {
  run<Data>(document: string, variables?: Record<string, unknown>): Promise<Data>;
}

interface Answer {
  data?: unknown;
  errors?: { message: string }[];
}

/** Signs in and gives a client that acts as that user. */
export async function signInToApi(
  baseUrl: string,
  organisation: string,
  username: string,
  password: string,
): Promise<ApiClient> {
  const document = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { message } } }`;
  const variables = { input: { organisation, username, password } };
  const { signIn } = await sendToApi<{ signIn: { session: { accessToken: string } | null } }>(
    baseUrl,
    null,
    document,
    variables,
  );
  if (!signIn.session) throw new Error(`${username} could not sign in at ${organisation}`);
  const { accessToken } = signIn.session;
  return { run: (query, values = {}) => sendToApi(baseUrl, accessToken, query, values) };
}

/** Takes a consumer's complaint on and resolves it, as the support staff that it is given. */
export async function resolveFor(support: ApiClient, reference: string): Promise<void> {
  const { complaintByReference } = await support.run<{
    complaintByReference: { id: string; version: number };
  }>(`query ($reference: String!) { complaintByReference(reference: $reference) { id version } }`, {
    reference,
  });
  const { id, version } = complaintByReference;
  const started = await support.run<{ startComplaint: { complaint: { version: number } } }>(
    `mutation ($input: StartComplaintInput!) { startComplaint(input: $input) { complaint { version } errors { message } } }`,
    { input: { id, version } },
  );
  const resolution = {
    outcome: 'UPHELD',
    explanation: 'You were right.',
    rootCause: 'A slip.',
    remedy: 'A new one.',
  };
  const { resolveComplaint } = await support.run<{ resolveComplaint: { errors: { message: string }[] } }>(
    `mutation ($input: ResolveComplaintInput!) { resolveComplaint(input: $input) { errors { message } } }`,
    { input: { id, version: started.startComplaint.complaint.version, ...resolution } },
  );
  const [error] = resolveComplaint.errors;
  if (error) throw new Error(error.message);
}

/** Runs a document as the bearer of a token, or as a visitor; throws with the API's own words when it is denied. */
export async function sendToApi<Data>(
  baseUrl: string,
  accessToken: string | null,
  query: string,
  variables: object,
): Promise<Data> {
  const response = await fetch(`${baseUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Answer;
  if (answer.errors?.[0]) throw new Error(answer.errors[0].message);
  // The document says what comes back; a test that is wrong about it fails on its next line.
  return answer.data as Data;
}
