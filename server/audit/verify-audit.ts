import { viewerOf, type Context } from '../context.ts';
import { logLine } from '../log.ts';
import { done, invalidInput, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { actorOf, recordEvent } from './audit.store.ts';
import { makeCheckpoints } from './make-checkpoints.ts';
import { findOrganisationId } from './trail.queries.ts';
import type { AuditVerification } from './verification.types.ts';
import { verifyTrail, type KnownCheckpoint } from './verify-trail.ts';

const findingsTold = 100;

/** Tenants whose trail this process verifies right now: one at a time is enough. */
const running = new Set<string>();

/** The administrator has the whole trail verified where it stands. That it was asked for is an event; all is signed before. */
export async function verifyAudit(
  context: Context,
  checkpoint: string | null,
): Promise<Answer<AuditVerification>> {
  const { tenant } = viewerOf(context);
  const known = checkpoint?.trim() ? readCheckpoint(checkpoint) : undefined;
  if (known === null)
    return refused(
      invalidInput(['checkpoint'], 'Give a checkpoint as its number, a colon, and its hash: 12:9f86d081….'),
    );
  if (running.has(tenant.key))
    return refused(notAllowed('The audit log is being verified already. Wait for its result.'));
  running.add(tenant.key);
  try {
    return done(await verify(context, known ? [known] : []));
  } finally {
    running.delete(tenant.key);
  }
}

async function verify(context: Context, known: readonly KnownCheckpoint[]): Promise<AuditVerification> {
  const { services, origin } = context;
  const viewer = viewerOf(context);
  const { tenant } = viewer;
  await withTenant(services.pools, tenant.key, async (unit) => {
    const event = {
      action: 'audit.verification_requested',
      subjectType: 'organisation',
      subjectId: await findOrganisationId(unit),
      subjectLabel: tenant.name,
    } as const;
    await recordEvent(unit, actorOf(viewer), origin, event, services.now());
  });
  await makeCheckpoints(services, tenant.key);
  const { findings, findingCount, ...found } = await verifyTrail(services, tenant, known);
  if (findingCount > 0)
    logLine('error', 'audit trail not sound', {
      tenant: tenant.key,
      findings: findingCount,
      first: findings[0]?.code,
    });
  return {
    isSound: findingCount === 0,
    eventCount: found.events,
    chainCount: found.chains,
    checkpointCount: found.checkpoints,
    findingCount,
    findings: findings.slice(0, findingsTold),
  };
}

function readCheckpoint(text: string): KnownCheckpoint | null {
  const [, number, hash = ''] = /^\s*(\d{1,9})\s*:\s*([0-9a-f:]+)\s*$/.exec(text) ?? [];
  return number !== undefined && hash.replaceAll(':', '').length === 64
    ? { number: Number(number), hash }
    : null;
}
