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

function tokenOf(audience: ExampleAudience): Promise<string> | null {
  if (audience === 'visitor') return null;
  if (audience === 'partner')
    return demo.serviceTokenWith('COMPLAINTS_SUBMIT', 'COMPLAINTS_READ', 'REPORTS_READ');
  return demo.accessTokenOf(audience);
}

describe.each(Object.keys(playgroundExamples) as ExampleAudience[])(
  'the playground’s examples for %s work on the demo’s data',
  (audience) => {
    it.each(playgroundExamples[audience].map((example) => [example.name, example] as const))(
      '%s',
      async (_, example) => {
        const token = await tokenOf(audience);
        const found = example.lookUp && (await sendToApi(demo.url, token, example.lookUp.document, {}));
        const variables = fillVariables(example, found, new Date());
        expect(variables, example.lookUp?.ifNone).not.toBeNull();
        if (example.document.startsWith('subscription')) {
          await expectFirstEvent(demo.url, token, example.document);
          return;
        }
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

/** A stream says at once where things stand. */
async function expectFirstEvent(url: string, token: string | null, query: string): Promise<void> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/^event: next\ndata: .*\n\n/m.test(text)) break;
  }
  expect(text).toContain('"isResync":true');
}
