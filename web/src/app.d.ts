import type { IncomingMessage } from 'node:http';
import type { InProcessApi } from '$shared/in-process-api.ts';
import type { ViewerPartsFragment } from '#lib/api/generated.ts';
import type { RequestSession } from '#lib/session/session.server.ts';
import type { Theme } from '#lib/session/theme.ts';

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      requestId?: string;
      /** Who is signed in, where the page is one of theirs: the error is told in their frame. */
      viewer?: ViewerPartsFragment;
    }
    interface Locals {
      /** The session of this browser, when it belongs to the organisation in the URL. */
      session: RequestSession | null;
      theme: Theme;
    }
    interface PageData {
      viewer?: ViewerPartsFragment;
      /** When the server made the page, so that relative times come out the same in the browser. */
      now?: string;
      theme?: Theme;
      flash?: string | null;
      /** On pages for visitors: what the organisation tells everybody. */
      publicForm?: { name: string } | null;
    }
    interface Platform {
      req: IncomingMessage & { redress: InProcessApi };
    }
  }
}

export {};
