// A first call: signs in, and prints the oldest complaints that are still open.   node first-call.ts
const url = process.env.REDRESS_URL ?? 'http://localhost:4000';

async function run<Data>(query: string, variables: object, token?: string): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

const { signIn } = await run<{
  signIn: { session: { accessToken: string } | null; errors: { code: string; message: string }[] };
}>(
  `mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { session { accessToken } errors { code message } }
  }`,
  { input: { organisation: 'acme', username: 'helpdesk1', password: 'helpdesk123' } },
);
if (!signIn.session) throw new Error(signIn.errors[0]?.message);

const { complaints } = await run<{
  complaints: { totalCount: number; nodes: { reference: string; status: string; subject: string }[] };
}>(
  `query Oldest {
    complaints(first: 3, filter: { status: [OPEN, IN_PROGRESS] }, orderBy: { field: RECEIVED_AT, direction: ASC }) {
      totalCount
      nodes { reference status subject }
    }
  }`,
  {},
  signIn.session.accessToken,
);
console.log(`${complaints.totalCount} complaints are not resolved yet, among them`);
for (const { reference, status, subject } of complaints.nodes)
  console.log(`  ${reference} ${status} ${subject}`);
