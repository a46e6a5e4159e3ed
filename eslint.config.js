import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import { documentRules, schemaRules } from './eslint.graphql.js';

const ofGraphql = {
  languageOptions: {
    parser: graphql.parser,
    parserOptions: {
      graphQLConfig: { schema: 'schema.graphql', documents: 'web/src/lib/**/*.graphql' },
    },
  },
  plugins: { '@graphql-eslint': graphql },
};

export default defineConfig(
  globalIgnores([
    'build/',
    'web/.svelte-kit/',
    'web/src/lib/api/generated.ts',
    'node_modules/',
    '.data/',
    'scripts/bench/peers/',
  ]),
  {
    files: ['**/*.{js,mjs,ts,svelte}'],
    extends: [js.configs.recommended, ts.configs.recommended, svelte.configs.recommended],
    rules: {
      'no-undef': 'off', // TypeScript's business
      'no-control-regex': 'off', // texts are checked for control characters
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='withSchema']",
          message: 'The role is the tenant: names are unqualified.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-navigation-without-resolve': 'off', 'svelte/no-useless-mustaches': 'off' },
  },
  { files: ['schema.graphql'], ...ofGraphql, rules: schemaRules },
  { files: ['web/src/**/*.graphql'], ...ofGraphql, rules: documentRules },
);
