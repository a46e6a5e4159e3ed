import type { RequestEvent } from '@sveltejs/kit';
import { done } from '#lib/session/flash.server.ts';
import { readForm } from './form-fields.server.ts';
import type { ErrorPartsFragment, TypedDocumentString } from './generated.ts';
import { mutate } from './mutate.server.ts';

/** The form of a change to the thing in the page's address: which one, and at which version. */
export async function readChange(event: RequestEvent) {
  const form = await readForm(event);
  return { form, keys: { id: event.params['id'] ?? '', version: form.integer('version') ?? 0 } };
}

/** The action of a form that says nothing more than that; `words` tell that it was done, on the same page. */
export function changeAction<Data extends Record<string, { errors: readonly ErrorPartsFragment[] }>>(
  name: string,
  document: TypedDocumentString<Data, { input: { id: string; version: number } }>,
  words: string,
) {
  return async (event: RequestEvent) => {
    const { form, keys } = await readChange(event);
    const { failure } = await mutate(event, document, { input: keys }, { name, values: form.values });
    return failure ?? done(event, event.url.pathname, words);
  };
}
