import type { Pools } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';
import type { ChainHead, StoredCheckpoint } from './checkpoint.store.ts';

/** An event in full, as its hash is made of it. */
export interface TrailEvent {
  subjectId: string;
  position: number;
  previousHash: string | null;
  id: string;
  /** In UTC with microseconds. */
  occurredAt: string;
  action: string;
  subjectType: string;
  subjectLabel: string | null;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  actorRole: string | null;
  changes: unknown;
  client: string | null;
  requestId: string | null;
  hash: string | null;
}

/** A head that a checkpoint signed. */
export type SealedHead = ChainHead & { number: number };

/** A place in a list that is ordered by subject and number. */
export type Place = readonly [subjectId: string, number: number];

/** Before everything. */
export const beginning: Place = ['00000000-0000-0000-0000-000000000000', -1];

/** The events after a place, chain by chain, each in order. */
export function listTrailEvents(
  unit: UnitOfWork,
  [subjectId, position]: Place,
  count: number,
): Promise<TrailEvent[]> {
  return unit.query(statement`select subject_id as "subjectId", position, encode(previous_hash, 'hex') as "previousHash", id,
      to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt", action, subject_type as "subjectType",
      subject_label as "subjectLabel", actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
      actor_role as "actorRole", changes, client, request_id as "requestId", encode(hash, 'hex') as hash
    from audit_events where (subject_id, position) > (${subjectId}::uuid, ${position}::integer)
    order by subject_id, position limit ${count}`);
}

/** The heads of the chains after a subject, in order. */
export function listChainHeads(unit: UnitOfWork, [subjectId]: Place, count: number): Promise<ChainHead[]> {
  return unit.query(statement`select subject_id as "subjectId", position, encode(hash, 'hex') as hash
    from audit_chains where subject_id > ${subjectId}::uuid order by subject_id limit ${count}`);
}

/** What a tenant's checkpoints up to a number signed, chain by chain, after a place (whose number is a checkpoint's). */
export async function listSealedHeads(
  pools: Pools,
  tenantKey: string,
  upTo: number,
  [subjectId, number]: Place,
  count: number,
): Promise<SealedHead[]> {
  const { rows } = await pools.aside.query<SealedHead>({
    text: `select subject_id as "subjectId", number, position, encode(hash, 'hex') as hash from platform.audit_sealed_heads
      where tenant_key = $1 and (subject_id, number) > ($2::uuid, $3::integer) and number <= $4 order by subject_id, number limit $5`,
    values: [tenantKey, subjectId, number, upTo, count],
  });
  return rows;
}

/** A tenant's checkpoints after a number up to another, in order. */
export async function listCheckpoints(
  pools: Pools,
  tenantKey: string,
  { after, upTo }: { after: number; upTo: number },
  count: number,
): Promise<StoredCheckpoint[]> {
  const { rows } = await pools.aside.query<StoredCheckpoint>({
    text: `select number, statement, signature, made_at as "madeAt" from platform.audit_checkpoints
      where tenant_key = $1 and number > $2 and number <= $3 order by number limit $4`,
    values: [tenantKey, after, upTo, count],
  });
  return rows;
}

/** Every public key that signed checkpoints of this installation, in the order of their use. */
export async function listPublicKeys(pools: Pools): Promise<{ id: string; publicKey: string }[]> {
  const { rows } = await pools.aside.query<{ id: string; publicKey: string }>({
    text: `select id, public_key as "publicKey" from platform.audit_keys order by first_used_at, id`,
    values: [],
  });
  return rows;
}

/** How much the trail holds: its events, their chains, and the events that no checkpoint has signed yet. */
export async function countTrail(
  unit: UnitOfWork,
): Promise<{ events: number; chains: number; unsigned: number }> {
  const [row] = await unit.query<{ events: number; chains: number; unsigned: number }>(
    statement`select coalesce(sum(position), 0)::bigint as events, count(*) as chains,
      (select count(*) from audit_unsealed) as unsigned from audit_chains`,
  );
  return row ?? { events: 0, chains: 0, unsigned: 0 };
}

/** The subject of events about the whole organisation. */
export async function findOrganisationId(unit: UnitOfWork): Promise<string> {
  const [row] = await unit.query<{ id: string }>(statement`select id from settings`);
  if (!row) throw new Error('The organisation has no settings');
  return row.id;
}
