import { v7 as uuidv7 } from 'uuid';
import { actorOf } from '../audit/audit.store.ts';
import type { Viewer } from '../auth/viewer.ts';
import { createCategory } from '../categories/create-category.ts';
import type { Context } from '../context.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { addPerson } from '../people/add-person.ts';
import type { PersonDetails } from '../people/person.store.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { updateOrganisation } from '../settings/update-organisation.ts';
import type { Answer } from '../shared/refusal.ts';
import type { Role } from '../shared/roles.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { disableUser } from '../users/disable-user.ts';
import { createFirstAdmin } from '../users/create-first-admin.ts';
import { insertUser } from '../users/insert-user.ts';
import type { DemoOrganisation, DemoPerson } from './story.ts';

/** Somebody who complains; `id` is null until they are first heard of. */
export interface KnownPerson {
  id: string | null;
  userId: string | null;
  details: PersonDetails;
}

/** An organisation while its past is being played. Look-ups throw for names that the organisation does not have. */
export interface DemoWorld {
  unit: WriteUnit;
  context: Context;
  userIdOf(username: string): string;
  categoryIdOf(path: string): string;
  personOf(name: string): KnownPerson;
  /** A member of staff as they act. */
  viewerOf(username: string): Viewer;
  /** The complainant as they act: by their account, or by the tracking link of the complaint. */
  consumerOf(name: string, complaintId: string | null): Viewer;
  /** Disables a member of staff who leaves; what they did stays theirs. */
  dismiss(username: string, now: Date): Promise<void>;
}

export interface SettleOptions {
  unit: WriteUnit;
  context: Context;
  organisation: DemoOrganisation;
  tenant: Tenant;
  /** Username → hash. */
  passwordHashOf: (username: string, role: Role) => string;
  /** When the organisation began with Redress. */
  since: Date;
}

/** Gives a new tenant its settings, staff, accounts and categories. */
export async function settle(options: SettleOptions): Promise<DemoWorld> {
  const { unit, context, organisation, tenant } = options;
  const staff = new Map<string, Viewer>();
  const people = new Map(organisation.people.map((person) => [person.name, toKnownPerson(person)]));
  const categories = new Map<string, string>();
  const chief = () => need(staff, organisation.staff[0]?.username ?? '');
  const world: DemoWorld = {
    unit,
    context,
    userIdOf: (username) => need(staff, username).userId ?? '',
    categoryIdOf: (path) => need(categories, path),
    personOf: (name) => need(people, name),
    viewerOf: (username) => need(staff, username),
    consumerOf: (name, complaintId) => {
      const { id, userId } = need(people, name);
      const trackedComplaintId = userId ? null : complaintId;
      return {
        ...visitor(tenant),
        role: 'consumer',
        displayName: name,
        personId: id,
        userId,
        trackedComplaintId,
      };
    },
    dismiss: async (username, now) => {
      const id = toGlobalId('User', world.userIdOf(username));
      granted(await disableUser({ unit, context, viewer: chief(), now }, { id, version: 1 }));
    },
  };

  await hireStaff(options, staff);
  const scope: ChangeScope = { unit, viewer: chief(), context, now: options.since };
  await configure(scope, organisation);
  for (const [root, children] of Object.entries(organisation.categories)) {
    const rootId = await addCategory(scope, root, null);
    categories.set(root, rootId);
    for (const child of children)
      categories.set(`${root} / ${child}`, await addCategory(scope, child, rootId));
  }
  await openAccounts(options, people);
  return world;
}

function toKnownPerson({ name, email, phone, address }: DemoPerson): KnownPerson {
  const details = { name, email: email ?? null, phone: phone ?? null, address: address ?? null };
  return { id: null, userId: null, details };
}

function visitor(tenant: Tenant): Viewer {
  return {
    kind: 'tracking',
    tenant,
    sessionId: uuidv7(),
    role: 'consumer',
    scopes: [],
    userId: null,
    personId: null,
    trackedComplaintId: null,
    displayName: '',
    mustSetUpFactor: false,
  };
}

async function hireStaff(options: SettleOptions, staff: Map<string, Viewer>): Promise<void> {
  const { unit, context, organisation, tenant, since } = options;
  const { origin } = context;
  let admin: Viewer | null = null;
  for (const { username, displayName, role } of organisation.staff) {
    const user = { username, displayName, passwordHash: options.passwordHashOf(username, role) };
    const email = `${username}@${organisation.slug}.example`;
    const { userId } = admin
      ? await insertUser(
          unit,
          { ...user, email, role, personId: null },
          { actor: actorOf(admin), origin, now: since },
        )
      : await createFirstAdmin(unit, { ...user, email, now: since });
    const viewer: Viewer = { ...visitor(tenant), role, displayName, userId };
    admin ??= viewer;
    staff.set(username, viewer);
  }
}

async function openAccounts(options: SettleOptions, people: Map<string, KnownPerson>): Promise<void> {
  const { unit, context, since } = options;
  const { origin } = context;
  for (const { name, username } of options.organisation.people) {
    if (!username) continue;
    const person = need(people, name);
    const { email } = person.details;
    person.id = await addPerson(unit, person.details, { actor: null, origin, now: since });
    const passwordHash = options.passwordHashOf(username, 'consumer');
    const user = {
      username,
      displayName: name,
      email,
      role: 'consumer' as const,
      personId: person.id,
      passwordHash,
    };
    person.userId = (await insertUser(unit, user, { actor: null, origin, now: since })).userId;
  }
}

async function configure(scope: ChangeScope, organisation: DemoOrganisation): Promise<void> {
  const { timeZone, currency, redressLimitMinor } = organisation;
  const settings = await findSettings(scope.unit);
  granted(await updateOrganisation(scope, { ...settings, timeZone, currency, redressLimitMinor }));
}

async function addCategory(scope: ChangeScope, name: string, parentId: string | null): Promise<string> {
  const parent = parentId && toGlobalId('Category', parentId);
  return granted(await createCategory(scope, { name, parentId: parent })).categoryId;
}

/** The value of an answer that can only be a yes. */
function granted<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(answer.refusals.map((refusal) => refusal.message).join(' '));
}

function need<Value>(known: ReadonlyMap<string, Value>, name: string): Value {
  const value = known.get(name);
  if (value === undefined) throw new Error(`The demo knows no "${name}"`);
  return value;
}
