import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compareWithContract, contractText } from './contract.ts';
import { findDeprecationProblems } from './deprecations.ts';

const released = `
  type Query { thing(id: ID!, size: Int = 20): Thing  old(id: ID!): OldThing @deprecated(reason: "Use \`Query.thing\`. Since 2026-01-01, to be removed after 2026-07-31.") }
  type Thing { id: ID! name: String! kind: Kind legacy: String @deprecated(reason: "Use \`Thing.name\`. Since 2026-01-01, to be removed after 2026-07-31.") }
  type OldThing { part: OldPart }
  type OldPart { text: String }
  interface Problem { code: String! }
  type Conflict implements Problem { code: String! }
  enum Kind { A B }
  type Mutation { change(input: ChangeInput!): Problem }
  input ChangeInput { id: ID! note: String }
`;
const beforeTheEnd = new Date('2026-07-31T23:00:00Z');
const afterTheEnd = new Date('2026-08-01T00:00:00Z');
const changed = (from: string, to: string) => {
  expect(released).toContain(from);
  return compareWithContract(buildSchema(released), buildSchema(released.replace(from, to)), beforeTheEnd);
};
const oldField = / {2}old\(id.*?"\)/;
const withoutOld = released
  .replace(oldField, '')
  .replace(/type Old.*\n/g, '')
  .replace(/ legacy.*?"\)/, '');

describe('what breaks a client', () => {
  it.each([
    ['a field that is gone', 'name: String!', 'title: String!', "Field 'name' was removed"],
    ['a field that can be null', 'name: String!', 'name: String', 'changed type'],
    ['a type of another name', 'kind: Kind', 'kind: String', 'changed type'],
    ['a value that is gone', 'A B', 'A', "Enum value 'B' was removed"],
    [
      'an argument that must be given',
      'thing(id: ID!,',
      'thing(id: ID!, of: ID!,',
      "Argument 'of: ID!' added",
    ],
    ['an argument that is gone', ', size: Int = 20', '', "Argument 'size: Int' was removed"],
    ['another default', 'size: Int = 20', 'size: Int = 50', 'Default value'],
    ['an input that must be given', 'note: String }', 'note: String! }', 'changed type'],
    [
      'a new input that must be given',
      'note: String }',
      'note: String more: Int! }',
      "'more' of type 'Int!'",
    ],
    ['a type that is no problem any more', 'Conflict implements Problem', 'Conflict', 'implement'],
    ['what is deprecated and in its time', ' legacy: String', ' other: String', "'legacy'"],
  ])('is found: %s', async (_, from, to, message) => {
    const { breaks } = await changed(from, to);
    expect(breaks.join('\n')).toContain(message);
  });

  it('is nothing that is added, deprecated or said in other words', async () => {
    for (const [from, to] of [
      ['name: String!', 'name: String! more: String'],
      ['A B', 'A B C'],
      ['note: String }', 'note: String more: Int }'],
      ['name: String!', '"What it is called." name: String!'],
      ['kind: Kind', 'kind: Kind @deprecated(reason: "x")'],
      ['kind: Kind', 'kind: Kind!'],
    ] as const)
      expect(await changed(from, to)).toMatchObject({ breaks: [], removals: [] });
  });

  it('is what was deprecated, with the types that only it led to, until its day is over', async () => {
    const compared = (today: Date) =>
      compareWithContract(buildSchema(released), buildSchema(withoutOld), today);
    const early = await compared(beforeTheEnd);
    expect(early.removals).toEqual([]);
    expect(early.breaks).toHaveLength(4);
    const late = await compared(afterTheEnd);
    expect(late.breaks).toEqual([]);
    expect(late.removals).toHaveLength(4);
  });

  it('is a type that is gone though something still leads to it, whatever else is over', async () => {
    const { breaks } = await compareWithContract(
      buildSchema(released),
      buildSchema(withoutOld.replace('type Conflict implements Problem { code: String! }', '')),
      afterTheEnd,
    );
    expect(breaks).toEqual(["Type 'Conflict' was removed"]);
  });
});

it('the contract has no descriptions, and the same schema', async () => {
  const schema = readFileSync('schema.graphql', 'utf8');
  const contract = contractText(schema);
  expect(contract).not.toContain('"""');
  expect(await compareWithContract(buildSchema(contract), buildSchema(schema), beforeTheEnd)).toEqual({
    breaks: [],
    removals: [],
    additions: [],
  });
});

describe('a deprecation', () => {
  const problems = (reason: string, rest = '') =>
    findDeprecationProblems(
      buildSchema(`type Query { a: Int b: Int @deprecated(reason: ${JSON.stringify(reason)}) ${rest} }`),
    );

  it('says what to use instead, since when and until when the old way works', () => {
    expect(
      problems('Use `Query.a`, which is the same. Since 2026-01-01, to be removed after 2026-06-30.'),
    ).toEqual([]);
  });

  it.each([
    ['no word on what instead', 'It is old.', 'is to read'],
    ['no dates', 'Use `Query.a`.', 'is to read'],
    [
      'what is not there',
      'Use `Query.z`. Since 2026-01-01, to be removed after 2026-06-30.',
      'there is no `Query.z`',
    ],
    [
      'what is deprecated itself',
      'Use `Query.b`. Since 2026-01-01, to be removed after 2026-06-30.',
      'there is no `Query.b`',
    ],
    ['too short a notice', 'Use `Query.a`. Since 2026-01-01, to be removed after 2026-06-01.', '180 days'],
    [
      'no day of the calendar',
      'Use `Query.a`. Since 2026-01-01, to be removed after 2026-13-01.',
      '180 days',
    ],
  ])('is complained about with %s', (_, reason, complaint) => {
    expect(problems(reason)).toEqual([expect.stringContaining(complaint)]);
  });

  it('of an argument is held to the same', () => {
    expect(problems('old', 'c(x: Int @deprecated(reason: "old")): Int')).toEqual([
      expect.stringContaining('Query.b: '),
      expect.stringContaining('Query.c.x: '),
    ]);
  });

  it('stands nowhere in our schema without all that', () => {
    expect(findDeprecationProblems(buildSchema(readFileSync('schema.graphql', 'utf8')))).toEqual([]);
  });
});
