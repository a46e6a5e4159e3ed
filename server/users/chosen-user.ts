import { lockAtVersion } from '../graphql/lock-at-version.ts';
import type { Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { lockUser, type UserRow } from './user.store.ts';

/** Which user, at which version. */
export interface ChosenUser {
  id: string;
  version: number;
}

/** Holds the row of a user that somebody else changes. */
export function lockChosenUser(unit: WriteUnit, input: ChosenUser): Promise<Answer<UserRow>> {
  return lockAtVersion('User', input, (uuid) => lockUser(unit, uuid));
}

/** What an event about a user is about. */
export function aboutUser({ id, username }: UserRow, action: string) {
  return { action, subjectType: 'user' as const, subjectId: id, subjectLabel: username };
}
