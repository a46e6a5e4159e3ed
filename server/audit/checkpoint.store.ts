import type { Pools } from '../db/pools.ts';
import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** How far a chain has come. */
export interface ChainHead {
  subjectId: string;
  position: number;
  /** Hexadecimal. */
  hash: string;
}

/** A checkpoint as it is kept: the signed text, byte for byte. */
export interface StoredCheckpoint {
  number: number;
  statement: string;
  signature: string;
  madeAt: Date;
}

/** Takes the heads that no checkpoint has signed yet, in the order of the subjects' ids. They are gone when the unit commits. */
export function takeUnsealedHeads(unit: WriteUnit, atMost: number): Promise<ChainHead[]> {
  return unit.query<ChainHead>(statement`
    select subject_id as "subjectId", chain_position as position, encode(hash, 'hex') as hash
    from take_unsealed_heads(${atMost}) order by subject_id`);
}

/** The newest checkpoint of a tenant, or null. */
export async function findLastCheckpoint(pools: Pools, tenantKey: string): Promise<StoredCheckpoint | null> {
  const { rows } = await pools.aside.query<StoredCheckpoint>({
    text: `select number, statement, signature, made_at as "madeAt" from platform.audit_checkpoints
      where tenant_key = $1 order by number desc limit 1`,
    values: [tenantKey],
  });
  return rows[0] ?? null;
}

/** Keeps a checkpoint with the heads that it signed: all of it, or nothing. Throws `audit_checkpoints_pkey` when that number is taken. */
export async function insertCheckpoint(
  pools: Pools,
  tenantKey: string,
  checkpoint: StoredCheckpoint,
  heads: readonly ChainHead[],
): Promise<void> {
  const { number, madeAt } = checkpoint;
  await pools.aside.query({
    text: `with checkpoint as (
        insert into platform.audit_checkpoints (tenant_key, number, statement, signature, made_at)
        values ($1, $2, $3, $4, $5) returning tenant_key, number)
      insert into platform.audit_sealed_heads (tenant_key, subject_id, number, position, hash)
      select c.tenant_key, h.subject_id, c.number, h.position, decode(h.hash, 'hex')
      from checkpoint c, unnest($6::uuid[], $7::integer[], $8::text[]) as h (subject_id, position, hash)`,
    values: [
      tenantKey,
      number,
      checkpoint.statement,
      checkpoint.signature,
      madeAt,
      heads.map((head) => head.subjectId),
      heads.map((head) => head.position),
      heads.map((head) => head.hash),
    ],
  });
}

/** Keeps a public key, so that what it signed stays verifiable when another one follows. Keeping it again changes nothing. */
export async function keepPublicKey(
  pools: Pools,
  key: { id: string; publicKey: string },
  now: Date,
): Promise<void> {
  await pools.aside.query({
    text: `insert into platform.audit_keys (id, public_key, first_used_at) values ($1, $2, $3) on conflict (id) do nothing`,
    values: [key.id, key.publicKey, now],
  });
}
