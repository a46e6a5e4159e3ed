import { createVerifier, type Verification } from '../../scripts/verify-audit.mjs';
import { signingKeyOf } from '../auth/signing-key.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { exportTrail } from './export-trail.ts';
import type { CheckpointServices } from './make-checkpoints.ts';

/** A checkpoint that was kept elsewhere, in a log. */
export interface KnownCheckpoint {
  number: number;
  /** Of its statement; hexadecimal. */
  hash: string;
}

/**
 * Verifies a tenant's trail where it stands: the code is the one that an auditor runs over an export, the lines are the same. Other work
 * of the process goes on meanwhile: it is done a page at a time.
 */
export async function verifyTrail(
  services: CheckpointServices,
  tenant: Tenant,
  knownCheckpoints: readonly KnownCheckpoint[] = [],
): Promise<Verification> {
  const { publicKey } = signingKeyOf(services.config.auditSigningKey);
  const verifier = createVerifier({ publicKeys: [publicKey], knownCheckpoints });
  for await (const line of exportTrail(services, tenant)) verifier.line(line);
  return verifier.end();
}
