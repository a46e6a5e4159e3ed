import { readForm } from '#lib/api/form-fields.server.ts';
import {
  ArchiveCategoryDocument,
  CategoryTreeDocument,
  CreateCategoryDocument,
  RestoreCategoryDocument,
  UpdateCategoryDocument,
} from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { done } from '#lib/session/flash.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadPage(event, CategoryTreeDocument, {}, { audience: 'admin' });

// Each category has its own forms, so their names carry its id.
export const actions: Actions = {
  create: async (event) => {
    const form = await readForm(event);
    const name = form.text('name');
    const parentId = form.optional('parentId');
    const sent = { name: `create-${parentId ?? 'root'}`, values: form.values };
    const { failure } = await mutate(event, CreateCategoryDocument, { input: { name, parentId } }, sent);
    return failure ?? done(event, event.url.pathname, `“${name}” can be chosen now.`);
  },
  rename: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const name = form.text('name');
    const input = { id, version: form.integer('version') ?? 0, name };
    const sent = { name: `rename-${id}`, values: form.values };
    const { failure } = await mutate(event, UpdateCategoryDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, `The category is called “${name}” now.`);
  },
  archive: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const input = { id, version: form.integer('version') ?? 0 };
    const sent = { name: `archive-${id}`, values: form.values };
    const { failure } = await mutate(event, ArchiveCategoryDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The category was archived.');
  },
  restore: async (event) => {
    const form = await readForm(event);
    const id = form.text('id');
    const input = { id, version: form.integer('version') ?? 0 };
    const sent = { name: `restore-${id}`, values: form.values };
    const { failure } = await mutate(event, RestoreCategoryDocument, { input }, sent);
    return failure ?? done(event, event.url.pathname, 'The category can be chosen again.');
  },
};
