import { invitationUrl, mailedInvitationToken } from '../auth/invitation-tokens.ts';
import { keepMailedInvitation } from '../auth/mailed-invitation.store.ts';
import { makeTrackingUrl } from '../auth/tracking-links.ts';
import type { Services } from '../context.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { MailFacts } from './mail-facts.queries.ts';

const hourMilliseconds = 3_600_000;

/**
 * The one link of a mail. Whoever complained and has an account gets the page behind the sign-in, anybody else their tracking link. A link
 * that sets a password is made when it is sent: the same one however often the mail is tried, and only its hash is kept.
 */
export async function linkOf(
  services: Pick<Services, 'config' | 'now'>,
  tenant: Tenant,
  unit: WriteUnit,
  { id, kind, complaint, user }: MailFacts,
): Promise<string> {
  const { publicUrl, secretKey } = services.config;
  const home = `${publicUrl}/${tenant.slug}`;
  switch (kind) {
    case 'invitation':
    case 'new_password':
    case 'password_reset': {
      if (!user) throw new Error('A link for nobody');
      const { token, hash } = mailedInvitationToken(secretKey, tenant.key, id);
      const hours = kind === 'password_reset' ? 1 : 7 * 24;
      const now = services.now();
      const expiresAt = new Date(now.getTime() + hours * hourMilliseconds);
      keepMailedInvitation(unit, { id, userId: user.id, tokenHash: hash, createdAt: now, expiresAt });
      return invitationUrl(publicUrl, tenant.slug, token);
    }
    case 'password_changed':
    case 'second_factor_changed':
      return `${home}/forgot-password`;
    case 'webhook_disabled':
      return `${home}/webhooks`;
    case 'assigned':
      return `${home}/complaints/${complaint?.reference ?? ''}`;
    default: {
      if (!complaint) throw new Error('A mail to a consumer about nothing');
      if (complaint.consumerHasAccount) return `${home}/my/complaints/${complaint.reference}`;
      const tracked = { complaintId: complaint.id, personId: complaint.consumerId };
      return makeTrackingUrl(services, tenant, tracked);
    }
  }
}
