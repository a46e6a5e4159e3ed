import { v7 as uuidv7 } from 'uuid';
import { hashPassword, passwordProblem } from '../auth/passwords.ts';
import { takeTurn } from '../auth/throttle.ts';
import type { Context } from '../context.ts';
import { changeAsVisitor } from '../graphql/change.ts';
import { conflictOn } from '../graphql/conflict-on.ts';
import { addPerson, checkPerson } from '../people/add-person.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { withTenantRead } from '../tenancy/with-tenant.ts';
import { insertUser } from '../users/insert-user.ts';
import { checkUsername } from '../users/user-input.ts';
import { noteSignIn } from './account.store.ts';
import { beginSession, holderOf, type BegunSession } from './begin-session.ts';

export interface Registration {
  organisation: string;
  username: string;
  displayName: string;
  email: string;
  phone?: string | null;
  password: string;
}

const closed = notAllowed('This organisation does not take registrations.', ['organisation']);

/**
 * Makes a person with an account and begins their session. Unknown organisations and those that take no registrations get one
 * and the same refusal.
 */
export async function registerConsumer(context: Context, input: Registration): Promise<Answer<BegunSession>> {
  const { pools, now } = context.services;
  const organisation = input.organisation.trim().toLowerCase();
  const tooMany = await takeTurn(context, 'registration', organisation);
  if (tooMany) return refused(tooMany);
  const tenant = await findTenantBySlug(pools, organisation);
  const settings = tenant && (await withTenantRead(pools, tenant.key, findSettings));
  if (!tenant || !settings?.registrationOpen) return refused(closed);
  const checks = new InputChecks();
  const username = checkUsername(checks, ['username'], input.username);
  const person = checkRegistrant(checks, input);
  const problem = passwordProblem(input.password, [username, settings.name, tenant.slug]);
  if (problem) checks.refuse(['password'], problem);
  if (checks.failed) return refused(...checks.refusals);
  const passwordHash = await hashPassword(input.password);
  const { origin } = context;
  const userId = uuidv7();
  return changeAsVisitor(context, tenant.key, async (unit) => {
    const personId = await addPerson(unit, person, { actor: null, origin, now: now() });
    const { name: displayName, email } = person;
    const user = {
      id: userId,
      username,
      displayName,
      email,
      role: 'consumer' as const,
      personId,
      passwordHash,
    };
    await insertUser(unit, user, { actor: null, origin, now: now() });
    await noteSignIn(unit, userId, now());
    const account = {
      id: userId,
      username,
      displayName,
      role: user.role,
      status: 'active' as const,
      personId,
    };
    return done(
      await beginSession(context, unit, holderOf(tenant, account, { isOn: false, isRequired: false })),
    );
  }).catch(conflictOn('users_username_unique', 'This username is taken. Choose another.', ['username']));
}

/** A registrant is known by the display name; an e-mail address is required. */
function checkRegistrant(checks: InputChecks, input: Registration) {
  const named = new InputChecks();
  const person = checkPerson(named, [], { ...input, name: input.displayName });
  for (const refusal of named.refusals) {
    const path = refusal.path?.map((field) => (field === 'name' ? 'displayName' : field)) ?? [];
    checks.refuse(path, refusal.message);
  }
  if (person.email === null) checks.refuse(['email'], 'This is required.');
  return person;
}
