import { GraphQLError, Kind, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { weightRule } from '../graphql/document-weight.ts';

/** Characters of a document that is registered. */
export const longestDocument = 50_000;

const mostTokens = 5_000;
const longestName = 200;

/** A document that can be registered: its name, made of its operations' names. */
export type CheckedDocument = { ok: true; name: string } | { ok: false; problem: string };

/** Finds out whether a document would run: it is GraphQL, fits the schema, and has an operation. Whether its cost is allowed depends on its variables. */
export function checkDocument(schema: GraphQLSchema, text: string): CheckedDocument {
  if (text.length === 0 || text.length > longestDocument || text.includes('\0'))
    return { ok: false, problem: `A document has 1 to ${longestDocument} characters.` };
  try {
    const document = parse(text, { maxTokens: mostTokens });
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operations.length === 0) return { ok: false, problem: 'There is no operation in this document.' };
    // Before the walk: the weight is what keeps the others from taking long.
    const [error] = validate(schema, document, [weightRule, ...specifiedRules], { maxErrors: 1 });
    if (error) return { ok: false, problem: problemOf(error) };
    const names = operations.map(({ name, operation }) => name?.value ?? operation).join(', ');
    return { ok: true, name: names.slice(0, longestName) };
  } catch (error) {
    if (error instanceof GraphQLError) return { ok: false, problem: problemOf(error) };
    // The parser ran out of stack.
    if (error instanceof RangeError) return { ok: false, problem: 'The document is nested too deeply.' };
    throw error;
  }
}

/** Where it is wrong, and why. Of its words, the names of the schema's things are repeated; values stay out: they may be anything. */
function problemOf({ message, locations }: GraphQLError): string {
  const [at] = locations ?? [];
  const why = message
    .replaceAll(/(\b(?:argument|directive|field|fragment|type|variable) )?"[^"]*"/gi, (quoted, kind) =>
      kind ? quoted : '…',
    )
    .replace(/ Did you mean .*$/s, '');
  return at ? `Line ${at.line}, column ${at.column}: ${why}` : why;
}
