import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../../context.ts';
import { addPerson } from '../../people/add-person.ts';
import { InputChecks } from '../../shared/checks.ts';
import { textLimits } from '../../shared/limits.ts';
import type { Role } from '../../shared/roles.ts';
import type { WriteUnit } from '../../tenancy/with-tenant.ts';
import { insertProviderUser } from '../../users/insert-user.ts';
import { normaliseUsername } from '../../users/user-input.ts';
import type { Account } from '../account.store.ts';
import { isUsernameTaken } from './external-identity.store.ts';
import { linkIdentity } from './link-identity.ts';
import type { ProvenIdentity } from './prove-identity.ts';

/** Makes a user for an account at the provider that signs in for the first time; a consumer gets a person as well. */
export async function createUserOfIdentity(
  context: Context,
  unit: WriteUnit,
  identity: ProvenIdentity,
  role: Exclude<Role, 'admin'>,
): Promise<Account> {
  const { origin, services } = context;
  const by = { actor: null, origin, now: services.now() };
  const username = await freeUsername(unit, identity);
  const displayName = readable(identity.name) ?? readable(identity.username) ?? username;
  const email = readableEmail(identity.email);
  const id = uuidv7();
  const details = { name: displayName, email, phone: null, address: null };
  const personId = role === 'consumer' ? await addPerson(unit, details, by) : null;
  await insertProviderUser(unit, { id, username, displayName, email, role, personId }, by);
  const actor = { kind: 'user', id, name: displayName, role } as const;
  await linkIdentity(context, unit, { id, username, actor }, identity);
  return { id, username, displayName, role, status: 'active', personId, passwordHash: null };
}

/** What the provider calls the account, with digits behind it when that name is somebody else's here. */
async function freeUsername(unit: WriteUnit, { username, name }: ProvenIdentity): Promise<string> {
  const wanted =
    normaliseUsername(username ?? '') ??
    normaliseUsername(
      (name ?? '')
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9]+/g, '.')
        .replace(/^\.|\.$/g, ''),
    ) ??
    'user';
  const base = wanted.slice(0, textLimits.username - 8);
  const isFree = wanted !== 'user' && !(await isUsernameTaken(unit, wanted));
  return isFree ? wanted : `${base}-${randomInt(1_000_000, 9_999_999)}`;
}

/** A name from outside, where it is one that a person could have typed. */
function readable(text: string | null): string | null {
  const checks = new InputChecks();
  const checked = checks.text([], text ?? '', textLimits.name);
  return checks.failed ? null : checked;
}

function readableEmail(text: string | null): string | null {
  const checks = new InputChecks();
  const checked = checks.optionalEmail([], text);
  return checks.failed ? null : checked;
}
