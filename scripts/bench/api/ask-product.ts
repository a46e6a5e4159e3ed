import { startApollo } from '../../../server/api/apollo.ts';
import { issueAccessToken } from '../../../server/auth/access-tokens.ts';
import { newSigningKey } from '../../../server/auth/signing-key.ts';
import type { Viewer } from '../../../server/auth/viewer.ts';
import type { Services } from '../../../server/context.ts';
import { toGlobalId } from '../../../server/graphql/global-id.ts';
import { createCaller } from '../../../server/isolation/scratch/caller.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';
import { bareRead, type NamedStatement } from './bare-client.ts';
import { captureStatements } from './capture-statements.ts';
import { createScript } from './create-script.ts';
import { httpRequest } from './load.ts';
import { createDocument, createInput, detailDocument, listDocument } from './operations.ts';
import type { Script } from './pgbench.ts';
import type { PlantedTenant } from './plant-world.ts';
import { secretKey } from './product-server.ts';

/** The product's rooms without a server, on the bench's database. */
export function benchServices({ pools }: ScratchDatabase): Services {
  return {
    pools,
    config: {
      secretKey,
      auditSigningKey: newSigningKey(),
      publicUrl: 'http://localhost:4000',
      mode: 'production',
      outboundAllow: [],
    },
    now: () => new Date(),
  };
}

/** The statements that the product sends for the reads, as units of the bare client. */
export async function captureReads(services: Services, { tenant, viewers, detailIds }: PlantedTenant) {
  const apollo = await startApollo();
  const { get } = createCaller(services, apollo, 'bench');
  const sent = async (name: string, document: string, variables = {}) => {
    const statements = await captureStatements(services.pools, () =>
      get(viewers.manager, document, variables),
    );
    if (statements.length !== 1) throw new Error(`${name} took ${statements.length} statements`);
    return bareRead(tenant.key, name, statements[0] as (typeof statements)[number]);
  };
  const list = [await sent('list', listDocument)];
  const detail: NamedStatement[][] = [];
  for (const id of detailIds)
    detail.push(await sent('detail', detailDocument, { id: toGlobalId('Complaint', id) }));
  await apollo.stop();
  return { list, detail };
}

/** The statements of a new complaint, as a script of pgbench's. */
export async function captureCreate(services: Services, { tenant, viewers }: PlantedTenant): Promise<Script> {
  const apollo = await startApollo();
  const { get } = createCaller(services, apollo, 'bench');
  const { consumer } = viewers;
  const statements = await captureStatements(services.pools, () =>
    get(consumer, createDocument, { input: createInput }),
  );
  await apollo.stop();
  return createScript(tenant.key, statements, [consumer.personId as string, consumer.userId as string]);
}

/** An access token as somebody who signed in has it; the product's server takes it, too. */
export function tokenOf(services: Services, viewer: Viewer): string {
  return issueAccessToken(services, viewer, Date.now()).accessToken;
}

/** A request for a document by its text. */
export function operation(token: string, query: string, variables: Record<string, unknown> = {}): string {
  return httpRequest('/graphql', JSON.stringify({ query, variables }), { authorization: `Bearer ${token}` });
}

/** The same of a document that the organisation registered: by its hash. */
export function trusted(token: string, hash: string, variables: Record<string, unknown>): string {
  const body = JSON.stringify({ documentId: `sha256:${hash}`, variables });
  return httpRequest('/graphql', body, { authorization: `Bearer ${token}` });
}

/** Registers documents for the organisation; gives the hash of each. */
export async function registerDocuments(
  services: Services,
  { viewers }: PlantedTenant,
  documents: readonly string[],
): Promise<Map<string, string>> {
  const apollo = await startApollo();
  const { get } = createCaller(services, apollo, 'bench');
  const mutation = `mutation ($input: RegisterDocumentInput!) { registerDocument(input: $input) { document { hash } } }`;
  const hashes = new Map<string, string>();
  for (const text of documents) {
    const { registerDocument } = await get<{ registerDocument: { document: { hash: string } } }>(
      viewers.admin,
      mutation,
      { input: { text } },
    );
    hashes.set(text, registerDocument.document.hash);
  }
  await apollo.stop();
  return hashes;
}
