import { defineParams } from '@sveltejs/kit/params';
// Not as $shared: SvelteKit loads this file before Vite knows that name.
import { hasSlugShape } from '../../server/shared/slug.ts';

export const params = defineParams({
  /** What can name an organisation, in capitals too: people type addresses. Anything else is a page that does not exist. */
  slug: (text) => (hasSlugShape(text.replaceAll(/[A-Z]/g, (c) => c.toLowerCase())) ? text : undefined),
});
