import { safeNext } from '#lib/session/paths.ts';
import { goToProvider } from '#lib/session/provider.server.ts';
import type { RequestHandler } from './$types';

/** Begins a sign-in at the identity provider. Nothing is changed by it but what this browser keeps. */
export const GET: RequestHandler = (event) =>
  goToProvider(event, safeNext(event.params.tenant, event.url.searchParams.get('next')), null);
