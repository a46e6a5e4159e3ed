import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());

interface CategoryNode {
  id: string;
  version: number;
  name: string;
  children?: CategoryNode[];
}

const fields = 'category { id version name isArchived parent { name } }';

const create = (name: string, parentId?: string) =>
  api.change(acme.viewers.admin, 'createCategory', { name, parentId }, fields);

async function make(name: string, parentId?: string): Promise<CategoryNode> {
  const payload = await create(name, parentId);
  expect(payload.errors).toEqual([]);
  return payload['category'] as CategoryNode;
}

const list = async (viewer: Viewer = acme.viewers.consumer, args = '') => {
  const { categories } = await api.get<{ categories: CategoryNode[] }>(
    viewer,
    `{ categories${args} { name children { name } } }`,
  );
  return categories.map((root) => [root.name, ...(root.children ?? []).map((child) => child.name)]);
};

describe('categories', () => {
  it('have two levels, by name', async () => {
    const billing = await make('Billing');
    await make('Refunds', billing.id);
    const sub = await make('fees', billing.id);
    await make('Access');
    expect(await list()).toEqual([['Access'], ['Billing', 'fees', 'Refunds']]);
    expect((await create('Too deep', sub.id)).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['parentId'] },
    ]);
  });

  it('have names that are unique within their parent, whatever the case', async () => {
    const [one, two] = [await make('Delivery'), await make('Service')];
    await make('Speed', one.id);
    await make('Speed', two.id);
    const taken = [
      {
        __typename: 'ConflictError',
        code: 'CONFLICT',
        message: 'There is a category of this name here already.',
        path: ['name'],
      },
    ];
    expect((await create('DELIVERY')).errors).toEqual(taken);
    expect((await create('speed', one.id)).errors).toEqual(taken);
    const renamed = await api.change(
      acme.viewers.admin,
      'updateCategory',
      { id: two.id, version: two.version, name: 'delivery' },
      fields,
    );
    expect(renamed).toEqual({ category: null, errors: taken });
  });

  it('are renamed on the version that was seen', async () => {
    const { id, version } = await make('Old name');
    const rename = (name: string) =>
      api.change(acme.viewers.admin, 'updateCategory', { id, version, name }, fields);
    expect(await rename('New name')).toMatchObject({
      category: { name: 'New name', version: version + 1 },
      errors: [],
    });
    expect((await rename('Newer name')).errors).toMatchObject([
      { __typename: 'StaleVersionError', code: 'STALE_VERSION', path: ['version'] },
    ]);
    expect((await rename('  ')).errors).toMatchObject([{ code: 'STALE_VERSION' }]);
  });

  it('that are archived cannot be chosen, with their sub-categories, and come back', async () => {
    const root = await make('Legacy');
    const sub = await make('Modems', root.id);
    const submit = (categoryId: string) =>
      api.change(acme.viewers.consumer, 'submitComplaint', {
        subject: 'Modem',
        description: 'Broken.',
        categoryId,
      });
    expect((await submit(sub.id)).errors).toEqual([]);
    const archived = await api.change(
      acme.viewers.admin,
      'archiveCategory',
      { id: root.id, version: root.version },
      fields,
    );
    expect(archived).toMatchObject({ category: { isArchived: true, version: 2 }, errors: [] });
    expect((await submit(root.id)).errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['categoryId'] }]);
    expect((await submit(sub.id)).errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['categoryId'] }]);
    expect(await list()).not.toContainEqual(['Legacy', 'Modems']);
    expect(await list(acme.viewers.admin, '(includeArchived: true)')).toContainEqual(['Legacy', 'Modems']);
    expect((await create('New', root.id)).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['parentId'] },
    ]);
    await api.change(acme.viewers.admin, 'restoreCategory', { id: root.id, version: 2 }, fields);
    await api.change(acme.viewers.admin, 'archiveCategory', { id: sub.id, version: sub.version }, fields);
    expect(await list()).toContainEqual(['Legacy']);
    expect(await list(acme.viewers.admin, '(includeArchived: true)')).toContainEqual(['Legacy', 'Modems']);
  });

  it('tell staff how many complaints they have, and consumers not', async () => {
    const { id } = await make('Counted');
    await api.change(acme.viewers.consumer, 'submitComplaint', {
      subject: 'One',
      description: 'Of one.',
      categoryId: id,
    });
    const ask = (viewer: Viewer) => api.ask(viewer, '{ categories { name complaintCount } }');
    const { data } = await ask(acme.viewers.helpDesk);
    expect(data?.['categories'] as object[]).toContainEqual({ name: 'Counted', complaintCount: 1 });
    const forConsumer = await ask(acme.viewers.consumer);
    expect(new Set(forConsumer.errors?.map((error) => error.extensions?.['code']))).toEqual(
      new Set(['FORBIDDEN']),
    );
  });

  it('leave a trail of what was done to them', async () => {
    const { id } = await make('Trailed');
    await api.change(acme.viewers.admin, 'updateCategory', { id, version: 1, name: 'Trailing' }, fields);
    await api.change(acme.viewers.admin, 'archiveCategory', { id, version: 2 }, fields);
    await api.change(acme.viewers.admin, 'archiveCategory', { id, version: 3 }, fields);
    await api.change(acme.viewers.admin, 'restoreCategory', { id, version: 3 }, fields);
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.admin,
      'query ($id: ID) { auditEvents(filter: { subjectId: $id }) { nodes { action subjectLabel changes { field from to } } } }',
      { id },
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'category.restored', subjectLabel: 'Trailing', changes: [] },
      { action: 'category.archived', subjectLabel: 'Trailing', changes: [] },
      {
        action: 'category.updated',
        subjectLabel: 'Trailing',
        changes: [{ field: 'name', from: 'Trailed', to: 'Trailing' }],
      },
      {
        action: 'category.created',
        subjectLabel: 'Trailed',
        changes: [{ field: 'name', from: null, to: 'Trailed' }],
      },
    ]);
  });

  it('of another organisation are answered like a random id and a malformed one', async () => {
    const theirs = await api.change(other.viewers.admin, 'createCategory', { name: 'Theirs' }, fields);
    const { id } = theirs['category'] as CategoryNode;
    for (const [mutation, input] of [
      ['updateCategory', { version: 1, name: 'Taken over' }],
      ['archiveCategory', { version: 1 }],
      ['restoreCategory', { version: 1 }],
    ] as const) {
      const answers = [];
      for (const tried of [id, 'Q2F0ZWdvcnk6MDE4OTAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDBmZmZm', 'nonsense']) {
        answers.push(await api.change(acme.viewers.admin, mutation, { id: tried, ...input }, fields));
      }
      expect(answers[0]?.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }]);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
    expect((await create('Under theirs', id)).errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['parentId'] },
    ]);
  });
});
