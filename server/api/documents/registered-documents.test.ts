import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAdmin } from '../../db/admin.ts';
import { documentHash } from '../../documents/document-hash.ts';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { furtherServers } from '../../test/further-servers.ts';
import { startHttpApi, type HttpApi } from '../../test/http-api.ts';
import { createOrganisation } from '../../test/organisation.ts';

let api: HttpApi;
let admin: Record<string, string>;

beforeAll(async () => {
  api = await startHttpApi();
  await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  admin = await headersOf('admin');
});

const headersOf = async (username: string, organisation = 'acme') => ({
  authorization: (await api.signIn(username, organisation)).authorization,
});

const start = furtherServers(() => api);
const serverWith = (documents: DocumentsMode) => start({ documents });

let count = 0;
const newText = () => `query Own${(count += 1)} { viewer { displayName organisation { slug } } }`;

async function register(text: string, headers = admin) {
  const query = `mutation ($input: RegisterDocumentInput!) { registerDocument(input: $input) {
    document { id hash name text registeredAt } errors { code message path } } }`;
  return (await api.post({ query, variables: { input: { text } } }, headers)).body.data.registerDocument;
}

async function remove(id: string) {
  const query = `mutation ($input: RemoveDocumentInput!) { removeDocument(input: $input) { removedId errors { code } } }`;
  return (await api.post({ query, variables: { input: { id } } }, admin)).body.data.removeDocument;
}

async function list() {
  const query = '{ trustedDocuments(first: 100) { totalCount nodes { id hash name } } }';
  return (await api.post({ query }, admin)).body.data.trustedDocuments;
}

describe('an organisation’s own documents', () => {
  it('are known by their hash as soon as an administrator has registered them, to everybody there', async () => {
    const text = newText();
    const { document, errors } = await register(text);
    expect(errors).toEqual([]);
    expect(document).toMatchObject({ hash: documentHash(text), name: `Own${count}`, text });
    expect((await list()).nodes[0]).toMatchObject({ id: document.id, hash: document.hash });
    const documentId = `sha256:${document.hash}`;
    for (const [username, name] of [
      ['consumer', 'Carla Consumer'],
      ['support', 'Sam Support'],
    ] as const) {
      const answer = await api.post({ documentId }, await headersOf(username));
      expect([answer.status, answer.body.data]).toEqual([
        200,
        { viewer: { displayName: name, organisation: { slug: 'acme' } } },
      ]);
    }
  });

  it('are unknown to every other organisation and to visitors, by hash and by text', async () => {
    const text = newText();
    const { document } = await register(text);
    const { post } = await serverWith('trusted');
    const documentId = `sha256:${document.hash}`;
    expect((await post({ documentId }, admin)).status).toBe(200);
    const others = [await headersOf('admin', 'other'), await headersOf('consumer', 'other'), {}];
    for (const headers of others) {
      expect(await post({ documentId }, headers)).toMatchObject({
        status: 404,
        body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
      });
      expect(await post({ query: text }, headers)).toMatchObject({
        status: 403,
        body: { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] },
      });
    }
    expect((await post({ documentId }, admin)).status).toBe(200);
    expect((await post({ query: text }, admin)).status).toBe(200);
  });

  it('have the usual limits where unknown ones have tighter ones', async () => {
    const text = `query Large${(count += 1)} { complaints(first: 100) { nodes { timeline(first: 50) { nodes { id } } } } }`;
    const { post } = await serverWith('limited');
    expect((await post({ query: text }, admin)).status).toBe(400);
    await register(text);
    expect((await post({ query: text }, admin)).status).toBe(200);
  });

  it('change things like any others, each answer after its change', async () => {
    const text = `mutation Submit${(count += 1)}($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { subject } errors { code } } }`;
    const { document } = await register(text);
    const variables = { input: { subject: 'By its hash', description: 'The kettle leaks.' } };
    const { post } = await serverWith('trusted');
    const { body } = await post(
      { documentId: `sha256:${document.hash}`, variables },
      await headersOf('consumer'),
    );
    expect(body.data).toEqual({ submitComplaint: { complaint: { subject: 'By its hash' }, errors: [] } });
  });

  it('are registered again without an effect, also many times at once', async () => {
    const text = newText();
    const before = (await list()).totalCount as number;
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(text)));
    expect(new Set(answers.map(({ document }) => document.id)).size).toBe(1);
    expect((await list()).totalCount).toBe(before + 1);
    const { body } = await api.post(
      {
        query:
          '{ auditEvents(first: 100, filter: { action: ["document.registered"] }) { nodes { subjectLabel summary } } }',
      },
      admin,
    );
    const told = body.data.auditEvents.nodes.filter(
      (event: { subjectLabel: string }) => event.subjectLabel === `Own${count}`,
    );
    expect(told).toHaveLength(1);
    expect(told[0].summary).toContain(`document registered, Own${count}.`);
  });

  it('are unknown from the next request on when they are removed', async () => {
    const { document } = await register(newText());
    const documentId = `sha256:${document.hash}`;
    expect((await api.post({ documentId }, admin)).status).toBe(200);
    expect(await remove(document.id)).toEqual({ removedId: document.id, errors: [] });
    expect((await api.post({ documentId }, admin)).status).toBe(404);
    expect(await remove(document.id)).toMatchObject({ removedId: null, errors: [{ code: 'NOT_FOUND' }] });
  });

  it('are unknown within a second when another process removed them', async () => {
    const { document } = await register(newText());
    const documentId = `sha256:${document.hash}`;
    expect((await api.post({ documentId }, admin)).status).toBe(200);
    await withAdmin(api.database.adminUrl, (owner) =>
      owner.query(`delete from "${api.acme.tenant.key}".trusted_documents where hash = $1`, [document.hash]),
    );
    const begun = performance.now();
    const statusNow = async () => (await api.post({ documentId }, admin)).status;
    await expect.poll(statusNow, { timeout: 5_000, interval: 20 }).toBe(404);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it.each([
    ['that are no GraphQL', 'query {', 'Line 1, column 8: Syntax Error'],
    [
      'that do not fit the schema',
      'query A { nothing }',
      'Line 1, column 11: Cannot query field "nothing" on type "Query".',
    ],
    ['without an operation', 'fragment F on Viewer { id }', 'no operation'],
    ['that are empty', '', '1 to 50000 characters'],
    ['that are too long', `query A { viewer { id } } #${'x'.repeat(50_000)}`, '1 to 50000 characters'],
    ['with NUL', 'query A { viewer { id } } #\0', '1 to 50000 characters'],
    ['that are nested without end', `{ ${'a { '.repeat(2_400)} b ${'} '.repeat(2_400)} }`, 'document'],
    ['that would keep the validator busy', `{ viewer { ${'id '.repeat(4_800)} } }`, 'repeats too much'],
  ])('%s are refused, with the reason', async (_, text, reason) => {
    const { document, errors } = await register(text);
    expect(document).toBeNull();
    expect(errors).toEqual([
      { code: 'INVALID_INPUT', path: ['text'], message: expect.stringContaining(reason) as string },
    ]);
  });
});
