import { createHash } from 'node:crypto';
import { headLine, sha256 } from '../../scripts/verify-audit.mjs';
import { signingKeyOf, type SigningKey } from '../auth/signing-key.ts';
import type { Services } from '../context.ts';
import { logLine } from '../log.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import {
  findLastCheckpoint,
  insertCheckpoint,
  keepPublicKey,
  takeUnsealedHeads,
  type ChainHead,
  type StoredCheckpoint,
} from './checkpoint.store.ts';

/** What making checkpoints needs. */
export type CheckpointServices = Pick<Services, 'pools' | 'now'> & {
  config: Pick<Services['config'], 'auditSigningKey'>;
};

/** As many heads are signed at once: more of them make more checkpoints. */
const headsPerCheckpoint = 10_000;

/**
 * Signs whatever came into a tenant's trail since the last checkpoint; gives how many checkpoints that took. The cost is that of what
 * is new, not of the trail: each checkpoint signs the heads of the chains that grew, and the checkpoint before it. An event whose
 * transaction is still open waits for the next one; none is left out. Twice at once, or again after a kill, harms nothing: a head may
 * be signed twice.
 */
export async function makeCheckpoints(services: CheckpointServices, tenantKey: string): Promise<number> {
  let made = 0;
  while (await makeCheckpoint(services, tenantKey)) made += 1;
  return made;
}

async function makeCheckpoint(services: CheckpointServices, tenantKey: string): Promise<boolean> {
  const { pools, now, config } = services;
  const key = signingKeyOf(config.auditSigningKey);
  const work = withTenant(pools, tenantKey, async (unit) => {
    const heads = await takeUnsealedHeads(unit, headsPerCheckpoint);
    const last = await findLastCheckpoint(pools, tenantKey);
    // A new key signs the last checkpoint of the old one at once, so that whoever has only the new one can verify.
    const isNewKey = last !== null && (JSON.parse(last.statement) as { key: string }).key !== key.id;
    if (heads.length === 0 && !isNewKey) return null;
    const checkpoint = signHeads(key, tenantKey, last, heads, now());
    await keepPublicKey(pools, key, now());
    // Kept before the heads are forgotten: killed in between, they are signed again.
    await insertCheckpoint(pools, tenantKey, checkpoint, heads);
    return checkpoint;
  });
  const checkpoint = await work.catch((error: unknown) => {
    // Somebody else made that checkpoint; what is left waits for the next one.
    if ((error as { constraint?: string }).constraint === 'audit_checkpoints_pkey') return null;
    throw error;
  });
  if (checkpoint) tell(tenantKey, checkpoint);
  return checkpoint !== null;
}

function signHeads(
  key: SigningKey,
  tenantKey: string,
  last: StoredCheckpoint | null,
  heads: readonly ChainHead[],
  madeAt: Date,
): StoredCheckpoint {
  const running = createHash('sha256');
  for (const { subjectId, position, hash } of heads) running.update(headLine(subjectId, position, hash));
  const number = (last?.number ?? 0) + 1;
  const statement = JSON.stringify({
    format: 'redress-audit-checkpoint-1',
    tenant: tenantKey,
    number,
    previous: last && sha256(last.statement),
    madeAt: madeAt.toISOString(),
    heads: heads.length,
    headsHash: running.digest('hex'),
    key: key.id,
  });
  return { number, statement, signature: key.sign(statement), madeAt };
}

/** A copy leaves the machine with the log: who keeps it finds out when the newest checkpoints are removed. */
function tell(tenantKey: string, { number, statement }: StoredCheckpoint): void {
  // In groups, as fingerprints are written: the log takes longer words for tokens.
  const hash = sha256(statement).match(/.{16}/g)?.join(':');
  logLine('info', 'audit checkpoint', { tenant: tenantKey, number, hash });
}
