import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // type-graphql's decorators are the legacy ones.
  oxc: { decorator: { legacy: true } },
  // Without this vitest loads graphql twice: "Cannot use GraphQLSchema from another module or realm".
  resolve: {
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    include: ['server/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['server/test/global-setup.ts'],
    setupFiles: ['server/test/setup.ts'],
    server: {
      deps: { inline: [/type-graphql/, /graphql-shield/, /graphql-middleware/, /@graphql-tools/, /@apollo/] },
    },
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
