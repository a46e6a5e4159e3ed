import { statement } from '../db/sql.ts';
import type { EventKind } from '../shared/event-kinds.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { DisabledReason } from './delivery-words.ts';

/** An endpoint whose row is held. */
export interface LockedEndpoint {
  id: string;
  version: number;
  url: string;
  description: string;
  eventKinds: EventKind[];
  isEnabled: boolean;
  secret: Buffer;
  previousSecretUntil: Date | null;
}

/** What an administrator sets. */
export type EndpointSettings = Pick<LockedEndpoint, 'url' | 'description' | 'eventKinds'>;

/** Holds an endpoint; null when there is none of that id. */
export async function lockEndpoint(unit: WriteUnit, id: string): Promise<LockedEndpoint | null> {
  const [row] = await unit.query<LockedEndpoint>(statement`
    select id, version, url, description, event_kinds as "eventKinds", is_enabled as "isEnabled", secret,
      previous_secret_until as "previousSecretUntil"
    from webhook_endpoints where id = ${id} for update`);
  return row ?? null;
}

/** How many endpoints the organisation has. */
export async function countEndpoints(unit: WriteUnit): Promise<number> {
  const [row] = await unit.query<{ count: number }>(
    statement`select count(*)::int as count from webhook_endpoints`,
  );
  return row?.count ?? 0;
}

/** Writes a new endpoint, switched on. */
export async function insertEndpoint(
  unit: WriteUnit,
  endpoint: EndpointSettings & { id: string; secret: Buffer; createdBy: string | null; now: Date },
): Promise<void> {
  await unit.query(statement`
    insert into webhook_endpoints (id, url, description, event_kinds, secret, created_by, created_at)
    values (${endpoint.id}, ${endpoint.url}, ${endpoint.description}, ${endpoint.eventKinds}, ${endpoint.secret},
      ${endpoint.createdBy}::uuid, ${endpoint.now})`);
}

/** Writes what an administrator set. */
export async function updateEndpointRow(
  unit: WriteUnit,
  id: string,
  { url, description, eventKinds }: EndpointSettings,
): Promise<void> {
  await unit.query(statement`update webhook_endpoints set version = version + 1, url = ${url}, description = ${description},
      event_kinds = ${eventKinds} where id = ${id}`);
}

/** Exchanges the secret; the one before is kept until a moment. */
export async function exchangeSecret(
  unit: WriteUnit,
  id: string,
  { secret, previousUntil }: { secret: Buffer; previousUntil: Date },
): Promise<void> {
  await unit.query(statement`update webhook_endpoints set version = version + 1, previous_secret = secret,
      previous_secret_until = ${previousUntil}, secret = ${secret} where id = ${id}`);
}

/** Forgets the secret before. */
export async function dropPreviousSecret(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`update webhook_endpoints set version = version + 1, previous_secret = null, previous_secret_until = null
    where id = ${id}`);
}

/** Switches an endpoint on, as if nothing had failed. */
export async function switchOn(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`update webhook_endpoints set version = version + 1, is_enabled = true, disabled_reason = null,
      disabled_at = null, failing_since = null where id = ${id}`);
}

/** Switches an endpoint off; gives its description, null when it was off already. */
export async function switchOff(
  unit: WriteUnit,
  id: string,
  reason: DisabledReason,
  now: Date,
): Promise<string | null> {
  const [row] = await unit.query<{ description: string }>(statement`
    update webhook_endpoints set version = version + 1, is_enabled = false, disabled_reason = ${reason}, disabled_at = ${now}
    where id = ${id} and is_enabled returning description`);
  return row?.description ?? null;
}

/** Removes an endpoint with its log. */
export async function deleteEndpointRow(unit: WriteUnit, id: string): Promise<void> {
  await unit.query(statement`delete from webhook_endpoints where id = ${id}`);
}

/** Notes that an endpoint answers again, or since when it does not. */
export async function noteHealth(unit: WriteUnit, id: string, failingSince: Date | null): Promise<void> {
  await unit.query(
    failingSince === null
      ? statement`update webhook_endpoints set failing_since = null where id = ${id}`
      : statement`update webhook_endpoints set failing_since = coalesce(failing_since, ${failingSince}) where id = ${id}`,
  );
}
