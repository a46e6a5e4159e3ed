import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

const pages = (field: string, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `p${index}: ${field}(first: ${100 - index}) { nodes { id } }`,
  ).join(' ');

describe('pages inside pages', () => {
  it.each([
    ['many nested pages', `{ complaints(first: 100) { nodes { ${pages('comments', 10)} } } }`, {}],
    [
      'the last ones',
      '{ complaints(last: 100) { nodes { comments(last: 100) { nodes { id } } timeline(last: 100) { nodes { id } } again: comments(last: 99) { edges { cursor } } } } }',
      {},
    ],
    [
      'sizes in variables',
      'query ($n: Int) { complaints(first: $n) { nodes { a: comments(first: $n) { nodes { id } } b: comments(first: $n) { nodes { body } } timeline(first: $n) { nodes { id } } } } }',
      { n: 100 },
    ],
    [
      'sizes that are defaults of variables',
      'query ($n: Int = 100) { complaints(first: $n) { nodes { a: comments(first: $n) { nodes { id } } b: comments(first: $n) { nodes { body } } timeline(last: $n) { nodes { id } } } } }',
      {},
    ],
    [
      'fragments',
      'query { a: complaints(first: 100) { ...P } b: complaints(first: 99) { ...P } } fragment P on ComplaintConnection { nodes { comments(first: 100) { nodes { id } } ... on Complaint { timeline(first: 100) { nodes { id } } } } }',
      {},
    ],
  ])('are refused before anything is read when they cost too much: %s', async (_, document, variables) => {
    const { data, errors, readStatements } = await api.ask(acme.viewers.manager, document, variables);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(', and 25000 is the most. '),
        extensions: { code: 'COST_TOO_HIGH' },
      },
    ]);
    expect(readStatements).toBe(0);
  });

  it.each([
    [
      'a full page with its conversations and histories',
      '{ complaints(first: 100) { nodes { comments(first: 100) { nodes { id } } timeline(first: 100) { nodes { id } } } } }',
    ],
    ['counts alone', `{ complaints(first: 0) { totalCount nodes { ${pages('comments', 50)} } } }`],
  ])('are answered when they do not: %s', async (_, document) => {
    expect((await api.ask(acme.viewers.manager, document)).errors).toBeUndefined();
  });
});

it.each([
  [
    'how many rows would do',
    '{ viewer { id } complaints(first: 100) { nodes { comments(first: 100) { nodes { id } } timeline(first: 100) { nodes { changes { field } } } } } }',
    'This operation costs 120302 points, and 25000 is the most. With 20 rows of complaints instead of 100 it would do.',
  ],
  [
    'where the most is, when no smaller page is enough',
    `{ ${['a', 'b', 'c'].map((name) => `${name}: complaints(first: 100) { nodes { comments(first: 100) { nodes { id } } timeline(first: 100) { nodes { id } } } }`).join(' ')} }`,
    'Most of it is complaints: ask for less inside it, or in several operations.',
  ],
])('the refusal tells %s', async (_, document, message) => {
  const { errors } = await api.ask(acme.viewers.manager, document);
  expect(errors?.[0]?.message).toContain(message);
});
