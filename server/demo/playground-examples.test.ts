import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExampleAudience } from '../shared/playground/example.ts';
import { playgroundExamples } from '../shared/playground/examples.ts';
import { fillVariables } from '../shared/playground/fill-variables.ts';
import { sendToApi } from '../test/browser/api-client.ts';
import { startDemoServer, type DemoServer } from '../test/demo-server.ts';

let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

describe.each(Object.keys(playgroundExamples) as ExampleAudience[])(
  'the playground’s examples for %s work on the demo’s data',
  (audience) => {
    it.each(playgroundExamples[audience].map((example) => [example.name, example] as const))(
      '%s',
      async (_, example) => {
        const token = audience === 'visitor' ? null : await demo.accessTokenOf(audience);
        const found = example.lookUp && (await sendToApi(demo.url, token, example.lookUp.document, {}));
        const variables = fillVariables(example, found, new Date());
        expect(variables, example.lookUp?.ifNone).not.toBeNull();
        const data = await sendToApi<Record<string, unknown>>(
          demo.url,
          token,
          example.document,
          variables ?? {},
        );
        const [answer] = Object.values(data);
        expect(answer).not.toBeNull();
        expect((answer as { errors?: unknown[] }).errors ?? []).toEqual([]);
      },
    );
  },
);
