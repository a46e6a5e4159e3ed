import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type CastName, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  for (let count = 0; count < 40; count += 1) {
    const made = await api.change(
      acme.viewers.admin,
      'createCategory',
      { name: `Kettles ${count}` },
      'category { id }',
    );
    categoryIds.push((made['category'] as { id: string }).id);
  }
});
afterAll(() => api.stop());

/** A change of something that has a version: who makes it, and its input for the n-th time, which always differs. */
interface Edit {
  mutation: string;
  noun: string;
  type: string;
  as: CastName;
  make: () => Promise<{ id?: string; version: number }>;
  input: (count: number) => Record<string, unknown>;
}

/** So many that none comes again while it may still be the current one. */
const categoryIds: string[] = [];
const edits: Edit[] = [
  {
    mutation: 'classifyComplaint',
    noun: 'complaint',
    type: 'Complaint',
    as: 'manager',
    make: () => bringTo(api, acme, 'open'),
    input: (count) => ({ categoryId: categoryIds[count % categoryIds.length] }),
  },
  {
    mutation: 'updatePerson',
    noun: 'person',
    type: 'Person',
    as: 'helpDesk',
    make: async () => {
      const made = await api.change(
        acme.viewers.helpDesk,
        'createPerson',
        { name: 'Pia' },
        'person { id version }',
      );
      return made['person'] as { id: string; version: number };
    },
    input: (count) => ({ name: `Pia ${count}` }),
  },
  {
    mutation: 'updateUser',
    noun: 'user',
    type: 'User',
    as: 'admin',
    make: async () => {
      const input = {
        username: `u${Math.random().toString(36).slice(2)}`,
        displayName: 'Uwe',
        role: 'SUPPORT',
      };
      const made = await api.change(acme.viewers.admin, 'createUser', input, 'user { id version }');
      return made['user'] as { id: string; version: number };
    },
    input: (count) => ({ displayName: `Uwe ${count}`, role: 'SUPPORT' }),
  },
  {
    mutation: 'updateCategory',
    noun: 'category',
    type: 'Category',
    as: 'admin',
    make: async () => {
      const name = `Lids ${Math.random()}`;
      const made = await api.change(
        acme.viewers.admin,
        'createCategory',
        { name },
        'category { id version }',
      );
      return made['category'] as { id: string; version: number };
    },
    input: (count) => ({ name: `Lids ${count} ${Math.random()}` }),
  },
  {
    mutation: 'updateOrganisation',
    noun: 'organisation',
    type: 'Organisation',
    as: 'admin',
    make: async () => {
      const query = '{ viewer { organisation { version } } }';
      return (await api.get<{ viewer: { organisation: { version: number } } }>(acme.viewers.admin, query))
        .viewer.organisation;
    },
    input: (count) => ({
      name: `Acme ${count}`,
      registrationOpen: true,
      publicFormOpen: true,
      acknowledgeWithinDays: 5,
      finalResponseWithinDays: 56,
      rejectWindowDays: 14,
      reopenWindowDays: 28,
      closeAfterDays: 14,
      reminderDays: [5, 10],
      redressLimitMinor: 50_000,
      currency: 'USD',
      timeZone: 'UTC',
      showStaffSurnames: true,
      staffSecondFactor: false,
      consumerMailOn: true,
    }),
  },
];

interface Payload {
  errors: { code: string; path: string[]; current?: { id: string; version: number } }[];
  [noun: string]: unknown;
}

async function change(edit: Edit, thing: { id?: string }, version: number, count: number): Promise<Payload> {
  const type = `${edit.mutation.charAt(0).toUpperCase()}${edit.mutation.slice(1)}Input`;
  const { data, errors } = await api.ask(
    acme.viewers[edit.as],
    `mutation ($input: ${type}!) { ${edit.mutation}(input: $input) { ${edit.noun} { id version }
      errors { code path ... on StaleVersionError { current { id ... on ${edit.type} { version } } } } } }`,
    { input: { ...('id' in thing ? { id: thing.id } : {}), version, ...edit.input(count) } },
  );
  expect(errors).toBeUndefined();
  return data?.[edit.mutation] as Payload;
}

describe.each(edits)('$mutation', (edit) => {
  it('of two editors of one version one wins, and the other is shown the current state', async () => {
    for (let round = 0; round < 3; round += 1) {
      const thing = await edit.make();
      const both = await Promise.all(
        [0, 1].map((editor) => change(edit, thing, thing.version, round * 2 + editor)),
      );
      const [winner] = both.filter(({ errors }) => errors.length === 0);
      const [loser] = both.filter(({ errors }) => errors.length > 0);
      const current = winner?.[edit.noun] as { id: string; version: number };
      expect(current.version).toBe(thing.version + 1);
      expect(loser?.[edit.noun]).toBeNull();
      expect(loser?.errors).toEqual([{ code: 'STALE_VERSION', path: ['version'], current }]);
    }
  });

  it(
    'whatever editors do in whatever order, each version is given once, and nothing is lost',
    { timeout: 60_000 },
    async () => {
      const attempts = fc.array(fc.array(fc.integer({ min: -2, max: 1 }), { minLength: 1, maxLength: 4 }), {
        maxLength: 4,
      });
      let count = 10;
      await fc.assert(
        fc.asyncProperty(attempts, async (rounds) => {
          const thing = await edit.make();
          let { version } = thing;
          for (const offsets of rounds) {
            // All of a round at once, each with a version that is behind, right or ahead.
            const answers = await Promise.all(
              offsets.map((offset) => change(edit, thing, version + offset, (count += 1))),
            );
            const won = answers.filter(({ errors }) => errors.length === 0);
            // With the right version one wins; one that was ahead may then be right in its turn.
            const chances = new Set(offsets.filter((offset) => offset >= 0));
            const least = chances.has(0) ? 1 : 0;
            const most = chances.has(0) ? chances.size : 0;
            expect(won.length).toBeGreaterThanOrEqual(least);
            expect(won.length).toBeLessThanOrEqual(most);
            const versions = won
              .map((answer) => (answer[edit.noun] as { version: number }).version)
              .sort((a, b) => a - b);
            // An answer shows the thing as it is when it is read: the change after it may be in it already.
            versions.forEach((shown, index) => {
              expect(shown).toBeGreaterThanOrEqual(version + index + 1);
              expect(shown).toBeLessThanOrEqual(version + won.length);
            });
            for (const { errors } of answers)
              expect(errors.every(({ code }) => code === 'STALE_VERSION')).toBe(true);
            version += won.length;
          }
        }),
        { numRuns: 8, interruptAfterTimeLimit: 40_000 },
      );
    },
  );
});

it('two who claim a complaint at the same moment: one has it, the other is told who', async () => {
  const { id, version } = await bringTo(api, acme, 'open');
  const claim = (name: CastName) =>
    api.ask(
      acme.viewers[name],
      `mutation ($input: StartComplaintInput!) { startComplaint(input: $input) { complaint { assignee { displayName } }
        errors { code ... on StaleVersionError { current { ... on Complaint { version status assignee { displayName } } } } } } }`,
      { input: { id, version } },
    );
  const answers = await Promise.all([claim('support'), claim('support2')]);
  const payloads = answers.map(
    ({ data }) => data?.['startComplaint'] as { complaint: { assignee: unknown } | null; errors: unknown[] },
  );
  const winner = payloads.find(({ complaint }) => complaint !== null)?.complaint;
  const [loser] = payloads.filter(({ complaint }) => complaint === null);
  const current = { version: version + 1, status: 'IN_PROGRESS', assignee: winner?.assignee };
  expect(loser?.errors).toEqual([{ code: 'STALE_VERSION', current }]);
});
