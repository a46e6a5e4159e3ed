import { actorOf } from '../audit/audit.store.ts';
import { viewerOf, type Context } from '../context.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Answer } from '../shared/refusal.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { changeOnce, type KeyHolder } from './change-once.ts';

/** What a use case is told besides its input. */
export interface ChangeScope {
  unit: WriteUnit;
  viewer: Viewer;
  context: Context;
  now: Date;
}

/**
 * Runs one use case in one transaction as the viewer; once, when it was sent with an `Idempotency-Key`. A refusal rolls back, so that
 * nothing is half-written, and comes back as a value; faults throw.
 */
export async function change<Value>(
  context: Context,
  useCase: (scope: ChangeScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const viewer = viewerOf(context);
  const { kind, id } = actorOf(viewer);
  return runOnce(context, viewer.tenant.key, [kind, id], (unit) =>
    useCase({ unit, viewer, context, now: context.services.now() }),
  );
}

/** The same for work without a viewer. Visitors are not told from each other: who has another's key and all that was sent with it, has its answer. */
export function changeAsVisitor<Value>(
  context: Context,
  tenantKey: string,
  work: (unit: WriteUnit) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  return runOnce(context, tenantKey, ['visitor', null], work);
}

function runOnce<Value>(
  context: Context,
  tenantKey: string,
  holder: KeyHolder,
  work: (unit: WriteUnit) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { idempotency } = context;
  if (!idempotency?.request) return rollBackRefusals(context, tenantKey, work);
  const sent = { key: idempotency.key, request: idempotency.request };
  return withTenant(context.services.pools, tenantKey, (unit) =>
    changeOnce(context, unit, holder, sent, work),
  );
}

async function rollBackRefusals<Value>(
  context: Context,
  tenantKey: string,
  work: (unit: WriteUnit) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  let refusal: Answer<Value> | null = null;
  try {
    return await withTenant(context.services.pools, tenantKey, async (unit) => {
      const answer = await work(unit);
      if (!answer.ok) {
        refusal = answer;
        throw new RefusedSignal();
      }
      return answer;
    });
  } catch (error) {
    if (error instanceof RefusedSignal && refusal) return refusal;
    throw error;
  }
}

class RefusedSignal extends Error {}

/** Gives the constraint that a statement broke (unique or foreign key), null for any other fault. */
export function brokenConstraint(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return (code === '23505' || code === '23503') && constraint ? constraint : null;
}
