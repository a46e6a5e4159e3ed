import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../api/schema.ts';
import { startTestApi, type TestApi } from '../../api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Every operation whose answer can hold a session: a secret was tried. */
const beginnings = Object.values(buildSchema().getMutationType()!.getFields())
  .filter(({ type }) => {
    const payload = getNamedType(type);
    return isObjectType(payload) && payload.getFields()['session'] !== undefined;
  })
  .map(({ name }) => name);

describe('an operation that begins a session', () => {
  it('is one of those that the product has', () => {
    expect(beginnings).toEqual(expect.arrayContaining(['signIn', 'refreshSession', 'trackComplaint']));
  });

  it.each(beginnings)('stands once in a document: %s', async (name) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const one = `${name}(input: $input) { errors { code } }`;
    for (const other of [
      one,
      'signIn(input: $other) { errors { code } }',
      '... on Mutation { c: ' + one + ' }',
    ]) {
      const document = `mutation ($input: ${type}!, $other: SignInInput!) { a: ${one} b: ${other} }`.replace(
        'b: ...',
        '...',
      );
      const { errors } = await api.ask(null, document, {});
      expect(errors?.map(({ message }) => message)).toContain('A document begins one session at most.');
    }
  });
});
