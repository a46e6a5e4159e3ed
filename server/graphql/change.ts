import { viewerOf, type Context } from '../context.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Answer } from '../shared/refusal.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';

/** What a use case is told besides its input. */
export interface ChangeScope {
  unit: WriteUnit;
  viewer: Viewer;
  context: Context;
  now: Date;
}

/**
 * Runs one use case in one transaction as the viewer. A refusal rolls back, so that nothing is half-written, and comes back as
 * a value; faults throw.
 */
export async function change<Value>(
  context: Context,
  useCase: (scope: ChangeScope) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const viewer = viewerOf(context);
  return rollBackRefusals(context, viewer.tenant.key, (unit) =>
    useCase({ unit, viewer, context, now: context.services.now() }),
  );
}

/** Runs work in one transaction of a tenant; a refusal rolls back and comes back as a value. For work without a viewer. */
export async function rollBackRefusals<Value>(
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
