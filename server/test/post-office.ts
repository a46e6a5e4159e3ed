import { allJobs } from '../api/jobs.ts';
import type { Services } from '../context.ts';
import type { JobHandlers } from '../jobs/job-handler.ts';
import { workOff } from '../jobs/work-off.ts';
import { createMailTransport } from '../mail/mail-transport.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

export const mailFrom = 'complaints@redress.example';

/** A mail server, and the worker that brings mail to it when a test says so. */
export interface PostOffice extends MailServer {
  handlers: JobHandlers;
  /** Works off everything that is due; gives how many entries that were. */
  deliver(): Promise<number>;
}

/** Opens one for the installation whose services these are. */
export async function openPostOffice(services: Services): Promise<PostOffice> {
  const server = await startMailServer();
  const transport = createMailTransport({ mode: 'test', smtpUrl: server.url, mailFrom }, () => undefined);
  const handlers = allJobs({ ...services, transport });
  return Object.assign(server, { handlers, deliver: () => workOff(services.pools, handlers) });
}
