import { goToProvider } from '#lib/session/provider.server.ts';
import type { RequestHandler } from './$types';

/** Takes an invitation by way of the identity provider. */
export const GET: RequestHandler = (event) =>
  goToProvider(event, `/${event.params.tenant}`, event.params.token);
