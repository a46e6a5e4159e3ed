import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { sha256 } from '../../scripts/verify-audit.mjs';
import { signingKeyOf } from '../auth/signing-key.ts';
import { viewerOf, type Context } from '../context.ts';
import { findLastCheckpoint } from './checkpoint.store.ts';
import { countTrail } from './trail.queries.ts';
import { AuditTrailState, VerifyAuditInput, VerifyAuditPayload } from './verification.types.ts';
import { verifyAudit } from './verify-audit.ts';

@Resolver()
export class VerificationResolver {
  @Query(() => AuditTrailState, {
    description: 'How the audit trail of the organisation stands. For administrators.',
  })
  async auditVerification(@Ctx() context: Context): Promise<AuditTrailState> {
    const { pools, config } = context.services;
    const { events, chains, unsigned } = await countTrail(await context.read());
    const last = await findLastCheckpoint(pools, viewerOf(context).tenant.key);
    return {
      eventCount: events,
      chainCount: chains,
      unsignedCount: unsigned,
      lastCheckpoint: last && { number: last.number, madeAt: last.madeAt, hash: sha256(last.statement) },
      publicKey: signingKeyOf(config.auditSigningKey).publicKey,
    };
  }

  @Mutation(() => VerifyAuditPayload, {
    description:
      'Verifies every event of the audit trail, every chain and every checkpoint, now. Takes seconds for a million events. For administrators.',
  })
  async verifyAudit(
    @Arg('input', () => VerifyAuditInput, { description: 'How.' }) input: VerifyAuditInput,
    @Ctx() context: Context,
  ): Promise<VerifyAuditPayload> {
    const answer = await verifyAudit(context, input.checkpoint ?? null);
    return answer.ok
      ? { verification: answer.value, errors: [] }
      : { verification: null, errors: answer.refusals };
  }
}
