import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** An invitation whose link goes out by mail; its id is the mail's. */
export interface MailedInvitation {
  id: string;
  userId: string;
  tokenHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
}

/** Keeps the hash of a link; when the mail is tried again, the link's time still counts from the first try. */
export function keepMailedInvitation(unit: WriteUnit, invitation: MailedInvitation): void {
  unit.write(statement`insert into invitations (id, user_id, token_hash, expires_at, created_at)
    values (${invitation.id}, ${invitation.userId}, ${invitation.tokenHash}, ${invitation.expiresAt}, ${invitation.createdAt})
    on conflict (id) do nothing`);
}
