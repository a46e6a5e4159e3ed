import { getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../api/schema.ts';
import { toGlobalId } from '../../../graphql/global-id.ts';
import { digestOf } from '../../../isolation/scratch/digest.ts';
import { mutationCalls, type MutationCall } from '../../../isolation/scratch/mutation-calls.ts';
import { populate } from '../../../isolation/scratch/populate.ts';
import { startTestApi, type TestApi } from '../../api.ts';
import { idPlaces } from '../../matrices/ids.ts';
import { createOrganisation, type TestOrganisation } from '../../organisation.ts';

const mutations = buildSchema().getMutationType()!.getFields();

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  calls = mutationCalls(api, acme, await populate(api, acme, 'acme'));
});
afterAll(() => api.stop());

const places = Object.entries(idPlaces).flatMap(([place, typeName]) => {
  const [, name, field] = /^Mutation\.(\w+)\(input\.(\w+)\)$/.exec(place) ?? [];
  return name && field && typeName !== '*' ? [{ place, name, field, typeName }] : [];
});

describe('the id of a thing, under the name of another type', () => {
  it.each(places)('$place: is no id, though there is such a thing', async ({ name, field, typeName }) => {
    const call = calls[name];
    if (!call) throw new Error(`No call of ${name}`);
    const input = await call.input();
    const [, uuid = ''] = Buffer.from(String(input[field]), 'base64url').toString('utf8').split(':');
    const before = await digestOf(api.database.adminUrl, acme.tenant.key);
    const type = getNamedType(mutations[name]!.args[0]!.type).name;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code path } } }`;
    const others = ['Complaint', 'Person', 'User', 'Category', 'Comment', 'Session', 'Nothing'];
    for (const other of others.filter((candidate) => candidate !== typeName)) {
      const { data, errors } = await api.ask(call.as && acme.viewers[call.as], document, {
        input: { ...input, [field]: toGlobalId(other, uuid) },
      });
      expect(errors).toBeUndefined();
      const payload = data?.[name] as { errors: { code: string; path: string[] }[] };
      expect(payload.errors, other).toMatchObject([{ path: [field] }]);
    }
    expect(await digestOf(api.database.adminUrl, acme.tenant.key)).toBe(before);
  });
});

it('node(id:), complaint(id:) and the filters find nothing by it either', async () => {
  const { id } = (await calls['startComplaint']!.input()) as { id: string };
  const uuid = Buffer.from(id, 'base64url').toString('utf8').split(':')[1] ?? '';
  for (const other of [
    'Person',
    'User',
    'Category',
    'Comment',
    'TimelineEvent',
    'AuditEvent',
    'Session',
    'Query',
    'constructor',
    '__proto__',
  ]) {
    const variables = { id: toGlobalId(other, uuid) };
    const document = 'query ($id: ID!) { node(id: $id) { id } complaint(id: $id) { id } }';
    expect(await api.get(acme.viewers.admin, document, variables)).toEqual({ node: null, complaint: null });
  }
  expect(await api.get(acme.viewers.admin, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
    node: { id },
  });
});
