import { signInToApi, type ApiClient } from './api-client.ts';
import type { World } from './journey.ts';
import { password } from './product.ts';

/** A client of the API as somebody of Acme's cast. */
export function asApi({ product }: World, username: string, organisation = 'acme'): Promise<ApiClient> {
  return signInToApi(product.baseUrl, organisation, username, password);
}

export interface Case {
  id: string;
  reference: string;
  version: number;
}

/** Submits a complaint as the consumer, by the API. */
export async function submitCase(world: World, subject: string, organisation = 'acme'): Promise<Case> {
  const consumer = await asApi(world, 'consumer', organisation);
  const { submitComplaint } = await consumer.run<{ submitComplaint: { complaint: Case } }>(
    `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { id reference version } } }`,
    { input: { subject, description: 'It broke on the first day.' } },
  );
  return submitComplaint.complaint;
}

/** Runs one move on a complaint at its present version. Throws with the first refusal. */
export async function moveCase(
  client: ApiClient,
  name: string,
  { id }: Pick<Case, 'id'>,
  input: Record<string, unknown> = {},
): Promise<void> {
  const { complaint } = await client.run<{ complaint: { version: number } }>(
    'query ($id: ID!) { complaint(id: $id) { version } }',
    { id },
  );
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await client.run<Record<string, { errors: { message: string }[] }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } } }`,
    { input: { id, version: complaint.version, ...input } },
  );
  const [error] = data[name]?.errors ?? [];
  if (error) throw new Error(error.message);
}

/** The id of a user of the organisation. */
export async function userId(client: ApiClient, username: string): Promise<string> {
  const { users } = await client.run<{ users: { nodes: { id: string; username: string }[] } }>(
    'query ($text: String) { users(first: 50, filter: { text: $text }) { nodes { id username } } }',
    { text: username },
  );
  const found = users.nodes.find((user) => user.username === username);
  if (!found) throw new Error(`There is no user ${username}`);
  return found.id;
}

export const resolution = {
  outcome: 'UPHELD',
  explanation: 'You were right.',
  rootCause: 'A slip.',
  remedy: 'A new one.',
};
