import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/errors.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { Refusal } from '../shared/refusal.ts';

@ObjectType({ description: 'A signed state of the audit trail; each names the one before.' })
export class AuditCheckpoint {
  @Field(() => Int, { description: 'Counts from 1.' })
  number!: number;

  @Field(() => DateTime, { description: 'When it was signed.' })
  madeAt!: Date;

  @Field(() => String, {
    description: 'SHA-256 of what was signed. Kept elsewhere, it proves later that nothing was taken out.',
  })
  hash!: string;
}

@ObjectType({
  description: 'What stands for the audit trail of the organisation: chains of hashes, signed in steps.',
})
export class AuditTrailState {
  @Field(() => Int, { description: 'How many events are chained: all of them.' })
  eventCount!: number;

  @Field(() => Int, { description: 'In how many chains: one for each thing that something happened to.' })
  chainCount!: number;

  @Field(() => Int, { description: 'How many events no checkpoint covers yet; at most a few minutes old.' })
  unsignedCount!: number;

  @Field(() => AuditCheckpoint, {
    nullable: true,
    description: 'The newest checkpoint; null before the first.',
  })
  lastCheckpoint!: AuditCheckpoint | null;

  @Field(() => String, { description: 'The public key that verifies checkpoints and receipts, as PEM.' })
  publicKey!: string;
}

@ObjectType({ description: 'Something that is wrong with the audit trail.' })
export class AuditFinding {
  @Field(() => String, {
    description:
      'What, for software: `edited`, `missing`, `cut`, `removed`, `recomputed` … New ones may be added.',
  })
  code!: string;

  @Field(() => String, { description: 'What and where, as a sentence.' })
  message!: string;
}

@ObjectType({ description: 'What a verification of the audit trail found.' })
export class AuditVerification {
  @Field(() => Boolean, { description: 'True when nothing was found.' })
  isSound!: boolean;

  @Field(() => Int, { description: 'How many events were looked at: all of them.' })
  eventCount!: number;

  @Field(() => Int, { description: 'How many chains.' })
  chainCount!: number;

  @Field(() => Int, { description: 'How many checkpoints.' })
  checkpointCount!: number;

  @Field(() => Int, { description: 'How many findings there are; the first hundred are told.' })
  findingCount!: number;

  @Field(() => [AuditFinding], { description: 'What is wrong; empty when nothing is.' })
  findings!: AuditFinding[];
}

@InputType({ description: 'How the audit trail is verified.' })
export class VerifyAuditInput {
  @Field(() => String, {
    nullable: true,
    description: 'A checkpoint that was kept elsewhere, `number:hash`: it must be in the trail.',
  })
  checkpoint?: string | null;
}

@ObjectType({ description: 'What the verification found, or why it was not made.' })
export class VerifyAuditPayload {
  @Field(() => AuditVerification, {
    nullable: true,
    description: 'What was found; null when there are errors.',
  })
  verification!: AuditVerification | null;

  @Field(() => [UserError], { description: 'Why it was not made; empty when it was.' })
  errors!: Refusal[];
}
