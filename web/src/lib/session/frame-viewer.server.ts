import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '#lib/api/execute.server.ts';
import { FrameViewerDocument, type ViewerPartsFragment } from '#lib/api/generated.ts';

/** What is wrong with what was asked, not with the server: only then is it asked once more. */
const ownErrors: ReadonlySet<number> = new Set([400, 403, 404]);

/** Who is signed in, for the frame of an error page below an organisation's address; undefined for visitors, and where it cannot be told. */
export async function findFrameViewer(
  event: RequestEvent,
  status: number,
): Promise<ViewerPartsFragment | undefined> {
  const { session } = event.locals;
  // An address that no page has, has no parameters either.
  const [, organisation] = event.url.pathname.split('/');
  if (!session || session.organisation !== organisation || !ownErrors.has(status)) return undefined;
  const { body } = await execute(event, FrameViewerDocument, {}, session.accessToken);
  return body.data?.viewer ?? undefined;
}
