import { recordEvent, systemActor } from '../audit/audit.store.ts';
import type { Services } from '../context.ts';
import { HopelessJob, type JobHandler } from '../jobs/job-handler.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { findMailFacts, type MailFacts } from './mail-facts.queries.ts';
import { consumerMailNames, type ConsumerMailKind } from './mail-kinds.ts';
import { linkOf } from './mail-link.ts';
import { messageOf, type MailMessage } from './mail-message.ts';
import type { MailTransport } from './mail-transport.ts';
import { wordsOf } from './mail-words.ts';
import { endMail } from './outgoing-mail.store.ts';
import { skipReason } from './skip-reason.ts';

/** What sending needs; without a transport the installation sends no mail. */
export interface MailServices extends Pick<Services, 'pools' | 'config' | 'now'> {
  transport: MailTransport | null;
}

/**
 * Sends one outgoing mail of a tenant: its words are made in a transaction, it leaves between two of them, and the second one notes that it
 * was sent. A worker that dies in between sends it once more, with the same Message-ID.
 */
export function mailHandler(services: MailServices): JobHandler {
  return {
    timeoutSeconds: 60,
    // Over two days.
    maxAttempts: 22,
    async run(tenant, ref) {
      const prepared = await withTenant(services.pools, tenant.key, (unit) =>
        prepare(services, tenant, unit, ref),
      );
      if (!prepared) return;
      await prepared.transport.send(prepared.message);
      await withTenant(services.pools, tenant.key, (unit) => end(services, unit, prepared.facts, null));
    },
    async onDead(tenant, ref, reason) {
      await withTenant(services.pools, tenant.key, async (unit) => {
        const facts = await findMailFacts(unit, ref);
        if (facts) await end(services, unit, facts, reason);
      });
    },
  };
}

interface PreparedMail {
  facts: MailFacts;
  message: MailMessage;
  transport: MailTransport;
}

/** Null when there is nothing to send. Throws HopelessJob when the tenant has no such mail: the entry was tampered with. */
async function prepare(
  services: MailServices,
  tenant: Tenant,
  unit: WriteUnit,
  ref: string,
): Promise<PreparedMail | null> {
  const facts = await findMailFacts(unit, ref);
  if (!facts) throw new HopelessJob('The organisation has no such mail.');
  if (facts.state === 'sent' || facts.state === 'skipped') return null;
  const { transport } = services;
  const now = services.now();
  const reason = transport ? skipReason(facts, now) : 'This installation sends no e-mail.';
  if (!transport || reason !== null) {
    await endMail(unit, facts.id, { state: 'skipped', reason, now });
    return null;
  }
  const link = await linkOf(services, tenant, unit, facts);
  return { facts, transport, message: messageOf(facts, wordsOf(facts), link, transport.from) };
}

/** Notes the end of a mail, and tells it in the history of the complaint that whoever complained was written about. */
async function end(
  { now }: MailServices,
  unit: WriteUnit,
  { id, kind, recipient, complaint }: MailFacts,
  failure: string | null,
): Promise<void> {
  const at = now();
  const state = failure === null ? 'sent' : 'failed';
  if (!(await endMail(unit, id, { state, reason: failure, now: at }))) return;
  const name = consumerMailNames[kind as ConsumerMailKind] as string | undefined;
  if (!complaint || !name) return;
  const event = {
    action: failure === null ? 'complaint.mailed' : 'complaint.mail_failed',
    subjectType: 'complaint' as const,
    subjectId: complaint.id,
    subjectLabel: complaint.reference,
    changes: [
      { field: 'mail', from: null, to: name },
      { field: 'recipient', from: null, to: recipient },
      ...(failure === null ? [] : [{ field: 'reason', from: null, to: failure }]),
    ],
  };
  await recordEvent(unit, systemActor, null, event, at);
}
