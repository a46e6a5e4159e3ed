import {
  buildSchema,
  execute,
  getOperationAST,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, it, vi } from 'vitest';

// The one of this process' tests compares already; this one is compared here.
const { createExecutor } = await vi.importActual<typeof import('./executor.ts')>('./executor.ts');

const schema = buildSchema(`
  interface Thing { id: ID! name: String }
  type Box implements Thing { id: ID! name: String size(unit: Unit = CM, by: Int): String! things: [Thing!]! strict: [Int!]! loose: [Int] later: Box slow: [Box!] }
  type Lid implements Thing { id: ID! name: String fits: Box! colour: Colour }
  union Any = Box | Lid
  enum Unit { CM INCH }
  enum Colour { RED GREEN }
  type Query { box(id: ID!): Box sure: Box! any: [Any] things: [Thing] failing: String fails: String! number: Int text: String numbers: [[Int]] odd: [String!] }
  type Mutation { add(by: Int!): Int! fail: String }
`);
const type = (name: string) => schema.getType(name) as GraphQLObjectType;
const resolve = (of: string, field: string, resolver: (...given: never[]) => unknown) => {
  (type(of).getFields()[field] as { resolve: unknown }).resolve = resolver;
};
const later = <Value>(value: Value): Promise<Value> => new Promise((done) => setImmediate(done, value));
const failure = (message: string): never => {
  throw new Error(message);
};

const lid = { __typename: 'Lid', id: 'l', name: 'lid', fits: null, colour: 'BLUE' };
const box: Record<string, unknown> = {
  __typename: 'Box',
  id: 'b',
  name: 'box',
  strict: [1, null, 3],
  loose: [1, 'two', 3],
};
Object.assign(box, { things: [lid, box], later: box, slow: [later(box), later(null)] });
resolve('Query', 'box', (_: unknown, { id }: { id: string }) => (id === 'none' ? null : later(box)));
resolve('Query', 'sure', () => later(null));
resolve('Query', 'any', () => [box, lid, { __typename: 'Nothing' }, null, later(lid), new Error('an item')]);
resolve('Query', 'things', () => later([box, lid, {}]));
resolve('Query', 'failing', () => failure('at once'));
resolve('Query', 'fails', () => later(0).then(() => failure('later')));
resolve('Query', 'number', () => 1.5);
resolve('Query', 'text', () => () => 1);
resolve('Query', 'numbers', () => [[1, later(2)], null, 'x', new Set([3])]);
resolve('Query', 'odd', () => 'no list');
resolve('Box', 'size', (_: unknown, args: { unit: string; by?: number }) =>
  args.by === 0 ? failure('by nothing') : JSON.stringify(args),
);
let added = 0;
resolve('Mutation', 'add', (_: unknown, { by }: { by: number }) => later((added += by)));
resolve('Mutation', 'fail', () => failure('no'));

const told = ({ data, errors }: ExecutionResult) => ({
  data: JSON.stringify(data),
  errors: errors?.map(({ message, path, locations }) => JSON.stringify({ message, path, locations })).sort(),
});

describe('a query is answered as graphql-js answers it', () => {
  const executor = createExecutor(schema);
  it.each<[string, Record<string, unknown>?]>([
    ['{ box(id: "1") { id name size other: size(unit: INCH) } }'],
    ['query ($by: Int) { box(id: "1") { a: size(by: $by) b: size(by: 2) } }', { by: 3 }],
    ['query ($by: Int) { box(id: "1") { a: size(by: $by) id } }'],
    ['query ($by: Int) { box(id: "1") { a: size(by: $by) id } }', { by: 0 }],
    ['query ($by: Int) { box(id: "1") { a: size(by: $by) id } }', { by: 'x' }],
    ['query ($id: ID!) { box(id: $id) { id } }'],
    ['query ($id: ID!) { box(id: $id) { id } }', { id: 'none' }],
    ['{ sure { id } number }'],
    ['{ fails number }'],
    ['{ failing number text odd numbers }'],
    ['{ any { __typename ... on Box { id later { name } } ... on Lid { id colour fits { id } } } }'],
    ['{ things { id name ... on Lid { colour } } }'],
    ['{ box(id: "1") { strict } again: box(id: "2") { loose } }'],
    ['{ box(id: "1") { things { id ... on Lid { fits { id } } } } }'],
    ['{ box(id: "1") { slow { id } later { later { later { id strict } } } } }'],
    [
      '{ box(id: "1") { ...A ...B } } fragment A on Box { later { id } } fragment B on Box { later { name ...C } } fragment C on Thing { id name }',
    ],
    ['query ($yes: Boolean!) { box(id: "1") { id @include(if: $yes) name @skip(if: $yes) } }', { yes: true }],
    [
      'query ($yes: Boolean!) { box(id: "1") { id @include(if: $yes) name @skip(if: $yes) } }',
      { yes: false },
    ],
    ['query ($yes: Boolean = true) { box(id: "1") { id @include(if: $yes) name } number @skip(if: $yes) }'],
    ['query ($yes: Boolean = true) { box(id: "1") { id @include(if: $yes) name } }', { yes: null }],
    ['query ($yes: Boolean = true) { number @include(if: $yes) }', { yes: null }],
    [
      '{ __schema { queryType { name fields { name } } } __type(name: "Colour") { enumValues { name } } __typename }',
    ],
    ['{ __proto__: number constructor: text toString: box(id: "1") { __proto__: name hasOwnProperty: id } }'],
    ['mutation { fail a: add(by: 1) b: add(by: 2) }'],
  ])('%s %j', async (text, variables) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const asked = { document, operationName: undefined, variables, context: {} };
    // The second time out of what was kept.
    for (const time of ['first', 'second']) {
      added = 0;
      const theirs = await execute({ schema, document, variableValues: variables, contextValue: {} });
      added = 0;
      const ours = await executor({ ...asked, operation: getOperationAST(document) ?? undefined });
      expect({ time, ...told(ours) }).toEqual({ time, ...told(theirs) });
    }
  });

  it('whatever variables a document is asked with before', async () => {
    const document = parse(
      'query ($a: Boolean! $b: Boolean!) { number @include(if: $a) text @skip(if: $b) }',
    );
    const operation = getOperationAST(document) ?? undefined;
    for (const [a, b] of [
      [true, true],
      [false, false],
      [true, false],
      [false, true],
    ]) {
      const variables = { a, b };
      const ours = await executor({ document, operation, operationName: null, variables, context: {} });
      expect(told(ours)).toEqual(told(await execute({ schema, document, variableValues: variables })));
    }
  });

  it('also where no operation is meant, or one of several', async () => {
    const document = parse('query A { number } query B { text }');
    const ask = (operationName: string | undefined) =>
      executor({
        document,
        operation: getOperationAST(document, operationName) ?? undefined,
        operationName,
        variables: undefined,
        context: {},
      });
    for (const operationName of [undefined, 'A', 'B', 'C'])
      expect(told(await ask(operationName))).toEqual(
        told(await execute({ schema, document, operationName })),
      );
  });
});
