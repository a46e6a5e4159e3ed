import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { furtherServers } from '../../test/further-servers.ts';
import { startHttpApi, type HttpApi } from '../../test/http-api.ts';
import { costOf } from '../cost/cost.ts';
import { documentRules } from '../limits.ts';
import { documentHash } from '../../documents/document-hash.ts';
import webDocuments from './web-documents.json' with { type: 'json' };

const operations = Object.entries(webDocuments);
const find = (name: string) => {
  const found = operations.find(([, text]) => text.includes(` ${name}`));
  if (!found) throw new Error(`The web app has no ${name}`);
  return { hash: found[0], text: found[1] };
};
/** Asks nothing of the viewer. */
const form = find('PublicForm(');
const variables = { organisation: 'acme' };
const unknown = '{ viewer { displayName } }';

let api: HttpApi;
let authorization: string;

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  ({ authorization } = await api.signIn('manager'));
});

const start = furtherServers(() => api);
const serverWith = (documents: DocumentsMode) => start({ documents });

describe('the web app’s documents', () => {
  it('are known by the SHA-256 of their text, and all of them run', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    expect(operations.length).toBeGreaterThan(80);
    for (const [hash, text] of operations) {
      expect(documentHash(text)).toBe(hash);
      expect(validate(schema, parse(text), documentRules)).toEqual([]);
    }
  });

  it('cost less than the most, even with the largest pages', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    for (const [, text] of operations) {
      const document = parse(text);
      const [operation] = document.definitions.filter((one) => one.kind === 'OperationDefinition');
      const sizes = Object.fromEntries(
        (operation?.variableDefinitions ?? []).map(({ variable }) => [variable.name.value, 100]),
      );
      expect(costOf({ schema, document, operation: operation!, variables: sizes })).toBeLessThan(10_000);
    }
  });
});

describe('a document is asked for by its hash', () => {
  const persistedQuery = { version: 1, sha256Hash: form.hash };
  it.each([
    ['documentId', { documentId: `sha256:${form.hash}` }],
    ['the extension of Apollo’s clients', { extensions: { persistedQuery } }],
    ['documentId beside its text', { documentId: `sha256:${form.hash}`, query: form.text }],
    ['the extension beside its text', { extensions: { persistedQuery }, query: form.text }],
  ])('by %s', async (_, way) => {
    const byText = await api.post({ query: form.text, variables });
    expect(byText.body).toMatchObject({ data: { publicForm: { organisation: 'acme' } } });
    const byHash = await api.post({ ...way, variables });
    expect(byHash.status).toBe(200);
    expect(byHash.body['data']).toEqual(byText.body['data']);
  });

  it.each([
    ['documentId', { documentId: `sha256:${form.hash}` }],
    ['the extension', { extensions: JSON.stringify({ persistedQuery }) }],
  ])('by GET, with %s', async (_, way) => {
    const search = new URLSearchParams({ ...way, variables: JSON.stringify(variables) });
    const answer = await api.send(`/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(answer).toMatchObject({ status: 200, body: { data: { publicForm: { organisation: 'acme' } } } });
  });

  it('by GET, and not a mutation', async () => {
    const search = new URLSearchParams({
      documentId: `sha256:${find('SignIn(').hash}`,
      variables: '{"input":{}}',
    });
    const { status } = await api.send(`/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(status).toBe(405);
  });

  it('that nobody knows: a 404 with a code that Apollo’s clients understand', async () => {
    const documentId = `sha256:${'0'.repeat(64)}`;
    const { status, body } = await api.post({ documentId });
    expect({ status, body }).toEqual({
      status: 404,
      body: {
        errors: [
          {
            message: `No document ${documentId} is known here. Send its text, or register it first.`,
            extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
          },
        ],
      },
    });
  });

  it.each([
    ['that is none', { documentId: 'x' }],
    ['in capitals', { documentId: `sha256:${form.hash.toUpperCase()}` }],
    ['of another kind', { documentId: `md5:${form.hash.slice(32)}` }],
    ['that is a number', { documentId: 7 }],
    ['of another text', { documentId: `sha256:${form.hash}`, query: unknown }],
    [
      'of another text, by the extension',
      { extensions: { persistedQuery: { version: 1, sha256Hash: form.hash } }, query: unknown },
    ],
    ['that the extension lacks', { extensions: { persistedQuery: { version: 1 } } }],
  ])('%s: a 400', async (_, way) => {
    expect(await api.post(way)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
});

describe('where only known documents run', () => {
  it('another is refused with its hash, on every way, and nothing of it runs; a known one runs by text and by hash', async () => {
    const { post, send } = await serverWith('trusted');
    const before = await api.countComplaints();
    const submit = `mutation { submitComplaint(input: { subject: "x", description: "y" }) { errors { code } } }`;
    const consumer = { authorization: (await api.signIn('consumer')).authorization };
    for (const [query, headers] of [
      [unknown, {}],
      [unknown, { authorization }],
      [`${form.text} `, {}],
      ['{ __schema { queryType { name } } }', { authorization }],
      [submit, consumer],
    ] as const) {
      const { status, body } = await post({ query, variables }, headers);
      expect({ status, body }).toEqual({
        status: 403,
        body: {
          errors: [
            {
              message: `Only documents that are known run here, and sha256:${documentHash(query)} is none of them. Your organisation’s administrator can have it registered.`,
              extensions: { code: 'DOCUMENT_NOT_TRUSTED' },
            },
          ],
        },
      });
    }
    const get = await send(`/graphql?${new URLSearchParams({ query: unknown })}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(get.status).toBe(403);
    expect(await api.countComplaints()).toBe(before);
    expect((await post({ query: form.text, variables })).status).toBe(200);
    expect((await post({ documentId: `sha256:${form.hash}`, variables })).status).toBe(200);
  });

  it('no batch gets past it', async () => {
    const { post } = await serverWith('trusted');
    expect((await post([{ query: unknown }, { query: unknown }])).status).toBe(400);
  });

  it('the web app’s own server side is trusted', async () => {
    const { execute } = await (await serverWith('trusted')).inProcess();
    const request = {
      query: unknown,
      accessToken: null,
      requestId: 'x',
      clientAddress: '203.0.113.9',
      userAgent: null,
    };
    expect((await execute(request)).status).toBe(200);
  });
});

describe('where unknown documents have tighter limits', () => {
  const large = '{ complaints(first: 100) { nodes { timeline(first: 50) { nodes { id } } } } }';

  it('one may cost a tenth; a known one what it always may', async () => {
    const { post } = await serverWith('limited');
    expect((await post({ query: unknown }, { authorization })).status).toBe(200);
    expect(await post({ query: large }, { authorization })).toMatchObject({
      status: 400,
      body: {
        errors: [
          { message: expect.stringContaining('and 2500 is the most'), extensions: { code: 'COST_TOO_HIGH' } },
        ],
        extensions: { cost: { maximum: 2_500 } },
      },
    });
    expect((await api.post({ query: large }, { authorization })).status).toBe(200);
    expect(await post({ query: form.text, variables })).toMatchObject({
      status: 200,
      body: { extensions: { cost: { maximum: 25_000 } } },
    });
  });
});
