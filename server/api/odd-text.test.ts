import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { populate, type OneOfEach } from '../isolation/scratch/populate.ts';

let api: TestApi;
let acme: TestOrganisation;
let ids: OneOfEach;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  ids = await populate(api, acme, 'kettle');
});
afterAll(() => api.stop());

const loneSurrogate = 'half \ud83d a smile';
const invisible = '\u200b\u200d\ufeff\u2060';

describe('a text that PostgreSQL cannot hold', () => {
  it.each([
    ['complaintByReference', 'query ($text: String!) { complaintByReference(reference: $text) { id } }'],
    ['complaints', 'query ($text: String!) { complaints(filter: { text: $text }) { totalCount } }'],
    ['people', 'query ($text: String!) { people(text: $text) { totalCount } }'],
    ['users', 'query ($text: String!) { users(filter: { text: $text }) { totalCount } }'],
    ['auditEvents by text', 'query ($text: String!) { auditEvents(filter: { text: $text }) { totalCount } }'],
    [
      'auditEvents by action',
      'query ($text: String!) { auditEvents(filter: { action: [$text] }) { totalCount } }',
    ],
    ['publicForm', 'query ($text: String!) { publicForm(organisation: $text) { name } }'],
    ['node', 'query ($text: ID!) { node(id: $text) { id } }'],
    [
      'complaints by category',
      'query ($text: ID!) { complaints(filter: { categoryId: $text }) { totalCount } }',
    ],
  ])('finds nothing by %s and breaks nothing', async (_, document) => {
    for (const text of ['no\0thing', loneSurrogate]) {
      const { data, errors } = await api.ask(acme.viewers.manager, document, { text });
      expect(errors).toBeUndefined();
      expect([null, { totalCount: 0 }]).toContainEqual(Object.values(data ?? {})[0]);
    }
  });
});

describe('a text that is not whole, or that nobody can see', () => {
  it.each([
    ['half a character', loneSurrogate, 'This contains a broken character. Type it again.'],
    ['nothing visible', invisible, 'This is required.'],
  ])('is refused where it is written: %s', async (_, text, message) => {
    const { admin, helpDesk, consumer, support } = acme.viewers;
    const refusal = (path: string[]) => ({ errors: [{ code: 'INVALID_INPUT', message, path }] });
    const person = { name: text, email: 'a@b.example' };
    expect(await api.change(helpDesk, 'createPerson', person, 'person { id }')).toMatchObject(
      refusal(['name']),
    );
    expect(await api.change(admin, 'createCategory', { name: text }, 'category { id }')).toMatchObject(
      refusal(['name']),
    );
    const user = { username: 'nobody', displayName: text, role: 'SUPPORT' };
    expect(await api.change(admin, 'createUser', user, 'user { id }')).toMatchObject(
      refusal(['displayName']),
    );
    const complaint = { subject: 'The lid', description: text };
    expect(await api.change(consumer, 'submitComplaint', complaint)).toMatchObject(refusal(['description']));
    const comment = { complaintId: ids.Complaint, body: text, isInternal: true };
    expect(await api.change(support, 'addComment', comment, 'comment { id }')).toMatchObject(
      refusal(['body']),
    );
  });

  it('takes every script, emoji of several parts, and accents that are written apart', async () => {
    for (const name of ['Zoe\u0308', '山田 太郎', 'עברית', '👩‍👩‍👧‍👦', '?']) {
      const made = await api.change(acme.viewers.helpDesk, 'createPerson', { name }, 'person { name }');
      expect(made).toMatchObject({ errors: [], person: { name } });
    }
  });
});
