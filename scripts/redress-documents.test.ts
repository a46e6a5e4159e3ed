import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentHash } from '../server/documents/document-hash.ts';
import { createOrganisation, type TestOrganisation } from '../server/test/organisation.ts';
import { startTestApi, type TestApi } from '../server/test/api.ts';
import { productionOn, redress } from '../server/test/redress-process.ts';
import { cleanUp, makeDataDir } from '../server/test/server-process.ts';

let api: TestApi;
let acme: TestOrganisation;
let env: Record<string, string>;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  env = productionOn(api.database);
  folder = makeDataDir();
});
afterAll(async () => {
  await api.stop();
  await cleanUp();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function hashes(): Promise<string[]> {
  const { trustedDocuments } = await api.get<{ trustedDocuments: { nodes: { hash: string }[] } }>(
    acme.viewers.admin,
    '{ trustedDocuments { nodes { hash } } }',
  );
  return trustedDocuments.nodes.map(({ hash }) => hash).sort();
}

const one = 'query One { viewer { id } }\n';
const two = 'query Two { viewer { role } }';

describe('redress documents register', () => {
  it('makes files and whole manifests known, again without an effect, and tells the trail', async () => {
    const files = [file('one.graphql', one), file('two.json', JSON.stringify({ [documentHash(two)]: two }))];
    const expected = `sha256:${documentHash(one)}  One\nsha256:${documentHash(two)}  Two\n`;
    for (let run = 0; run < 2; run += 1)
      expect(await redress(['documents', 'register', 'acme', ...files], env)).toMatchObject({
        code: 0,
        stdout: expected,
      });
    expect(await hashes()).toEqual([documentHash(one), documentHash(two)].sort());
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.admin,
      '{ auditEvents(filter: { action: ["document.registered"] }) { nodes { actorKind subjectLabel } } }',
    );
    expect(auditEvents.nodes).toEqual([
      { actorKind: 'OPERATOR', subjectLabel: 'Two' },
      { actorKind: 'OPERATOR', subjectLabel: 'One' },
    ]);
  });

  it.each([
    [
      'a document that does not fit the schema',
      'a.graphql',
      '{ nothing }',
      'a.graphql: Line 1, column 3: Cannot query field',
    ],
    ['a manifest that is none', 'b.json', '[', 'b.json is not JSON.'],
    [
      'a hash that is not the document’s',
      'c.json',
      JSON.stringify({ x: two }),
      'c.json: x is not the SHA-256',
    ],
  ])('refuses %s, and registers nothing', async (_, name, text, message) => {
    const before = await hashes();
    const files = [file('three.graphql', 'query Three { viewer { id } }'), file(name, text)];
    const { code, stderr } = await redress(['documents', 'register', 'acme', ...files], env);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(await hashes()).toEqual(before);
  });

  it('says so when there is no such organisation', async () => {
    const { code, stderr } = await redress(
      ['documents', 'register', 'nobody', file('one.graphql', one)],
      env,
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining('no organisation with the slug "nobody"')]);
  });
});
