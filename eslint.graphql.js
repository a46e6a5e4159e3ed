import { configs } from '@graphql-eslint/eslint-plugin';

/** For schema.graphql: every rule for schemas and the Relay specification's, but for those that contradict how this API is made. */
export const schemaRules = {
  ...configs['flat/schema-recommended'].rules,
  ...configs['flat/schema-all'].rules,
  ...configs['flat/schema-relay'].rules,
  // The descriptions are the documentation: also of fields, arguments and values.
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
    },
  ],
  // Bounded lists are lists, and connections have `nodes` beside `edges`. Nodes that nobody looks up by id (timeline events) are not in Node.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  // An id is what `node` finds: the parts of a thing, payloads, errors and reports have none.
  '@graphql-eslint/strict-id-in-types': 'off',
  // A payload cannot fail: what can is inside it, beside its `errors`.
  '@graphql-eslint/require-nullable-result-in-root': 'off',
  // What a client wants to read after a change is the payload's noun; a `query` field in each would run a second operation inside the first.
  '@graphql-eslint/require-field-of-type-query-in-mutation-result': 'off',
  // A `username` is one word, and no name of a user's.
  '@graphql-eslint/no-typename-prefix': 'off',
  // The printed schema has the alphabet's order already, without exceptions for ids.
  '@graphql-eslint/alphabetize': 'off',
  // Wants an argument that the specification's @deprecated does not have. scripts/schema-changes asks for the dates in the reason.
  '@graphql-eslint/require-deprecation-date': 'off',
  // It forbids mutations and subscriptions altogether.
  '@graphql-eslint/no-root-type': 'off',
};

/** For the web app's documents. */
export const documentRules = {
  ...configs['flat/operations-recommended'].rules,
  // For caches that know things by their ids; the web app has none and asks for what a page shows.
  '@graphql-eslint/require-selections': 'off',
};
