import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedSchema } from './printed-schema.ts';
import { buildSchema } from './schema.ts';

const schema = buildSchema();

/** Everything in the schema that can have a description, and its description. */
function describables(of: GraphQLSchema): [name: string, description: string | null | undefined][] {
  const found: [string, string | null | undefined][] = [];
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    const isRoot = type === of.getQueryType() || type === of.getMutationType();
    if (!isRoot) found.push([type.name, type.description]);
    if (isEnumType(type))
      for (const value of type.getValues()) found.push([`${type.name}.${value.name}`, value.description]);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        found.push([`${type.name}.${field.name}`, field.description]);
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        found.push([`${type.name}.${field.name}`, field.description]);
        for (const argument of field.args)
          found.push([`${type.name}.${field.name}(${argument.name}:)`, argument.description]);
      }
    }
  }
  return found;
}

describe('the schema', () => {
  it('describes every type, field, argument and value', () => {
    const silent = describables(schema).filter(([, description]) => !description?.trim());
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('is the one in schema.graphql (npm run check -- --write writes it)', () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(printedSchema());
  });

  it('has one input and one payload with errors for every mutation', () => {
    for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const name = mutation.name.charAt(0).toUpperCase() + mutation.name.slice(1);
      expect(mutation.args.map((argument) => `${argument.name}: ${argument.type}`)).toEqual([
        `input: ${name}Input!`,
      ]);
      expect(String(mutation.type)).toBe(`${name}Payload!`);
      const payload = schema.getType(`${name}Payload`);
      expect(isObjectType(payload) && String(payload.getFields()['errors']?.type)).toBe('[UserError!]!');
    }
  });
});
