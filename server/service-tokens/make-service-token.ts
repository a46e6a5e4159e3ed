import { v7 as uuidv7 } from 'uuid';
import { changesBetween, recordEvent, type Actor, type EventOrigin } from '../audit/audit.store.ts';
import { newServiceToken } from '../auth/service-token-text.ts';
import { InputChecks } from '../shared/checks.ts';
import { serviceTokenDays, textLimits } from '../shared/limits.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import { tokenScopes, type TokenScope } from '../shared/token-scopes.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertServiceToken } from './service-token.store.ts';

/** A token as it is asked for. */
export interface ServiceTokenWish {
  name: string;
  scopes: readonly TokenScope[];
  /** 90 when nothing is said. */
  expiresInDays?: number | null;
  neverExpires?: boolean | null;
}

/** A token as it may be made. */
export interface CheckedToken {
  name: string;
  scopes: readonly TokenScope[];
  expiresAt: Date | null;
}

/** Reads a wish. It ends by itself, within a year, unless the wish says that it shall not. */
export function checkServiceToken(wish: ServiceTokenWish, now: Date): Answer<CheckedToken> {
  const checks = new InputChecks();
  const name = checks.text(['name'], wish.name, textLimits.tokenName);
  const scopes = tokenScopes.filter((scope) => wish.scopes.includes(scope));
  if (scopes.length === 0) checks.refuse(['scopes'], 'Choose at least one thing that it may do.');
  const wished = wish.expiresInDays ?? null;
  if (wish.neverExpires && wished !== null) {
    checks.refuse(['expiresInDays'], 'Say when it expires, or that it never does, not both.');
  }
  const days = checks.integer(['expiresInDays'], wished ?? serviceTokenDays.usual, 1, serviceTokenDays.most);
  if (checks.failed) return refused(...checks.refusals);
  const expiresAt = wish.neverExpires ? null : new Date(now.getTime() + days * 86_400_000);
  return done({ name, scopes, expiresAt });
}

/** Makes a token in the transaction at hand, and tells of it. Gives its text, which nobody can read again. */
export async function makeServiceToken(
  unit: WriteUnit,
  token: CheckedToken,
  by: { actor: Actor; userId: string | null; origin: EventOrigin | null; now: Date },
): Promise<{ tokenId: string; text: string }> {
  const { text, hash, ending } = newServiceToken(unit.tenantKey);
  const id = uuidv7();
  insertServiceToken(unit, { id, ...token, hash, ending, createdBy: by.userId }, by.now);
  const event = {
    action: 'service_token.created',
    subjectType: 'serviceToken' as const,
    subjectId: id,
    subjectLabel: token.name,
    changes: changesBetween(
      {},
      {
        scopes: token.scopes.join(', '),
        expires: token.expiresAt ? token.expiresAt.toISOString().slice(0, 10) : 'never',
        ending,
      },
    ),
  };
  await recordEvent(unit, by.actor, by.origin, event, by.now);
  return { tokenId: id, text };
}
