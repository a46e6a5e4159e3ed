import type { JobHandlers } from '../jobs/job-handler.ts';
import { mailJob } from '../mail/mail-job.ts';
import { mailHandler, type MailServices } from '../mail/send-mail.ts';
import { passwordResetHandler } from '../sessions/answer-password-reset.ts';
import { passwordResetJob } from '../sessions/request-password-reset.ts';
import { webhookHandler } from '../webhooks/deliver-webhook.ts';
import { webhookJob } from '../webhooks/webhook-job.ts';
import type { WebhookServices } from '../webhooks/webhook-services.ts';

/** Every kind of entry in the outbox, and who works it off. */
export function allJobs(services: MailServices & WebhookServices): JobHandlers {
  return {
    [mailJob]: mailHandler(services),
    [passwordResetJob]: passwordResetHandler(services),
    [webhookJob]: webhookHandler(services),
  };
}
