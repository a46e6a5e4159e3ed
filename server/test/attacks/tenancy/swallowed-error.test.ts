import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statement } from '../../../db/sql.ts';
import { startTestApi, type TestApi } from '../../api.ts';
import { digestOf } from '../../../isolation/scratch/digest.ts';
import { mutationCalls, type MutationCall } from '../../../isolation/scratch/mutation-calls.ts';
import { createOrganisation, type TestOrganisation } from '../../organisation.ts';
import { populate } from '../../../isolation/scratch/populate.ts';
import type { WriteUnit } from '../../../tenancy/with-tenant.ts';
import { watchWall, type Wall } from '../wall.ts';

const planted = vi.hoisted(() => ({ when: 'never' as 'never' | 'early' | 'late' }));

// The planted bug: a statement that fails, of which nobody takes notice; before the audit event is written, or after everything else.
vi.mock('../../../audit/audit.store.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../audit/audit.store.ts')>();
  const failUnnoticed = (unit: WriteUnit) =>
    unit.query(statement`select 1 / ${0}::int`).then(
      () => undefined,
      () => undefined,
    );
  return {
    ...original,
    recordEvent: async (...args: Parameters<typeof original.recordEvent>) => {
      const [unit] = args;
      if (planted.when === 'early') await failUnnoticed(unit);
      const id = await original.recordEvent(...args);
      if (planted.when === 'late') unit.beforeCommit(() => failUnnoticed(unit));
      return id;
    },
  };
});

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;
let wall: Wall;

/** All that a change may write: its organisation's rows and the queue. Revocations and what is counted of guesses come before the commit, so that they are never late. */
async function everything(): Promise<string[]> {
  const schemas = [acme.tenant.key, 'platform', 'graphile_worker'];
  const digests = await Promise.all(schemas.map((schema) => digestOf(api.database.adminUrl, schema)));
  return digests
    .flatMap((digest) => digest.split('\n'))
    .filter((line) => !/^(revocations|rate_limits) /.test(line));
}

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const { tenant } = await createOrganisation(api.database, 'bravo');
  calls = mutationCalls(api, acme, await populate(api, acme, 'acme'));
  wall = await watchWall({ ...api.database, untouched: [tenant.key] });
});
afterAll(() => {
  vi.restoreAllMocks();
  return api.stop();
});
beforeEach(() => {
  planted.when = 'never';
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

describe.each(['early', 'late'] as const)('an error that a change swallows %s', (when) => {
  // One of each kind of thing that is written.
  it.each([
    'submitComplaint',
    'startComplaint',
    'resolveComplaint',
    'addComment',
    'createPerson',
    'updateUser',
    'createCategory',
    'updateOrganisation',
    'signIn',
    'submitPublicComplaint',
  ])('makes %s fail: no row, no event, nothing in the queue', async (name) => {
    const call = calls[name];
    if (!call) throw new Error(`No call of ${name}`);
    const input = await call.input();
    const before = await everything();
    planted.when = when;
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    const { data, errors } = await api.ask(call.as && acme.viewers[call.as], document, { input });
    expect(data?.[name] ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await everything()).toEqual(before);
    planted.when = 'never';
    const again = await api.ask(call.as && acme.viewers[call.as], document, { input });
    expect(again).toMatchObject({ data: { [name]: { errors: [] } }, errors: undefined });
    await wall.expectToStand();
  });
});
