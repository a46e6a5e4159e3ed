import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { conflictOn } from '../graphql/conflict-on.ts';
import { externalReferenceTaken } from './check-received.ts';
import {
  AcceptResolutionInput,
  AddResolutionNoteInput,
  AssignComplaintInput,
  AwaitConsumerInput,
  AwaitThirdPartyInput,
  ClassifyComplaintInput,
  LogComplaintInput,
  RejectResolutionInput,
  ReopenComplaintInput,
  ResolveComplaintInput,
  ResumeComplaintInput,
  StartComplaintInput,
  SubmitComplaintInput,
  WithdrawComplaintInput,
} from './complaint-inputs.types.ts';
import { complaintPayload, toComplaintPayload, type ComplaintPayloadSource } from './complaint.types.ts';
import { externalReferenceIndex } from './new-complaint.store.ts';
import { classifyComplaint } from './classify-complaint.ts';
import { logComplaint } from './log-complaint.ts';
import { addResolutionNote } from './moves/add-resolution-note.ts';
import { acceptResolution, rejectResolution } from './moves/answer-resolution.ts';
import { assignComplaint } from './moves/assign-complaint.ts';
import { awaitConsumer, awaitThirdParty, resumeComplaint } from './moves/await-answer.ts';
import { reopenComplaint } from './moves/reopen-complaint.ts';
import { resolveComplaint } from './moves/resolve-complaint.ts';
import { startComplaint } from './moves/start-complaint.ts';
import { withdrawComplaint } from './moves/withdraw-complaint.ts';
import { submitComplaint } from './submit-complaint.ts';

const StartComplaintPayload = complaintPayload('StartComplaintPayload');
const AssignComplaintPayload = complaintPayload('AssignComplaintPayload');
const AwaitConsumerPayload = complaintPayload('AwaitConsumerPayload');
const AwaitThirdPartyPayload = complaintPayload('AwaitThirdPartyPayload');
const ResumeComplaintPayload = complaintPayload('ResumeComplaintPayload');
const AddResolutionNotePayload = complaintPayload('AddResolutionNotePayload');
const ResolveComplaintPayload = complaintPayload('ResolveComplaintPayload');
const AcceptResolutionPayload = complaintPayload('AcceptResolutionPayload');
const RejectResolutionPayload = complaintPayload('RejectResolutionPayload');
const ReopenComplaintPayload = complaintPayload('ReopenComplaintPayload');
const WithdrawComplaintPayload = complaintPayload('WithdrawComplaintPayload');
const ClassifyComplaintPayload = complaintPayload('ClassifyComplaintPayload');
const SubmitComplaintPayload = complaintPayload('SubmitComplaintPayload');
const LogComplaintPayload = complaintPayload('LogComplaintPayload');

/** Each business action on a complaint is one mutation, one use case and one payload. */
@Resolver()
export class ComplaintChangesResolver {
  @Mutation(() => StartComplaintPayload, {
    description: 'The viewer claims the complaint and begins to work on it.',
  })
  async startComplaint(
    @Arg('input', () => StartComplaintInput, { description: 'What to do.' }) input: StartComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => startComplaint(scope, input)));
  }

  @Mutation(() => AssignComplaintPayload, { description: 'Gives the complaint to a member of staff.' })
  async assignComplaint(
    @Arg('input', () => AssignComplaintInput, { description: 'What to do.' }) input: AssignComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => assignComplaint(scope, input)));
  }

  @Mutation(() => AwaitConsumerPayload, {
    description: "Asks the consumer a question and waits; the consumer's reply ends the wait.",
  })
  async awaitConsumer(
    @Arg('input', () => AwaitConsumerInput, { description: 'What to do.' }) input: AwaitConsumerInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => awaitConsumer(scope, input)));
  }

  @Mutation(() => AwaitThirdPartyPayload, { description: 'Waits for somebody outside the organisation.' })
  async awaitThirdParty(
    @Arg('input', () => AwaitThirdPartyInput, { description: 'What to do.' }) input: AwaitThirdPartyInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => awaitThirdParty(scope, input)));
  }

  @Mutation(() => ResumeComplaintPayload, { description: 'Ends a wait by hand.' })
  async resumeComplaint(
    @Arg('input', () => ResumeComplaintInput, { description: 'What to do.' }) input: ResumeComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => resumeComplaint(scope, input)));
  }

  @Mutation(() => AddResolutionNotePayload, {
    description: 'Adds a note on the resolution that the consumer never sees.',
  })
  async addResolutionNote(
    @Arg('input', () => AddResolutionNoteInput, { description: 'What to do.' }) input: AddResolutionNoteInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => addResolutionNote(scope, input)));
  }

  @Mutation(() => ResolveComplaintPayload, {
    description:
      'Gives the final response with a resolution record; the consumer is asked to accept or reject it.',
  })
  async resolveComplaint(
    @Arg('input', () => ResolveComplaintInput, { description: 'What to do.' }) input: ResolveComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => resolveComplaint(scope, input)));
  }

  @Mutation(() => AcceptResolutionPayload, {
    description:
      'The consumer accepts the resolution, or the help desk records that they did: the complaint is closed.',
  })
  async acceptResolution(
    @Arg('input', () => AcceptResolutionInput, { description: 'What to do.' }) input: AcceptResolutionInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => acceptResolution(scope, input)));
  }

  @Mutation(() => RejectResolutionPayload, {
    description: 'The consumer rejects the resolution: the complaint is in progress again.',
  })
  async rejectResolution(
    @Arg('input', () => RejectResolutionInput, { description: 'What to do.' }) input: RejectResolutionInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => rejectResolution(scope, input)));
  }

  @Mutation(() => ReopenComplaintPayload, { description: 'Works on a closed complaint again.' })
  async reopenComplaint(
    @Arg('input', () => ReopenComplaintInput, { description: 'What to do.' }) input: ReopenComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => reopenComplaint(scope, input)));
  }

  @Mutation(() => WithdrawComplaintPayload, {
    description:
      'The consumer takes the complaint back, or the help desk records that they did: the complaint is closed.',
  })
  async withdrawComplaint(
    @Arg('input', () => WithdrawComplaintInput, { description: 'What to do.' }) input: WithdrawComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => withdrawComplaint(scope, input)));
  }

  @Mutation(() => ClassifyComplaintPayload, {
    description: 'Sets what the complaint is about and how urgent it is.',
  })
  async classifyComplaint(
    @Arg('input', () => ClassifyComplaintInput, { description: 'What to do.' }) input: ClassifyComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => classifyComplaint(scope, input)));
  }

  @Mutation(() => SubmitComplaintPayload, { description: 'A consumer complains.' })
  async submitComplaint(
    @Arg('input', () => SubmitComplaintInput, { description: 'What to do.' }) input: SubmitComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    return toComplaintPayload(await change(context, (scope) => submitComplaint(scope, input)));
  }

  @Mutation(() => LogComplaintPayload, { description: 'Staff take a complaint in for a consumer.' })
  async logComplaint(
    @Arg('input', () => LogComplaintInput, { description: 'What to do.' }) input: LogComplaintInput,
    @Ctx() context: Context,
  ): Promise<ComplaintPayloadSource> {
    const answer = await change(context, (scope) => logComplaint(scope, input)).catch(
      conflictOn(externalReferenceIndex, externalReferenceTaken, ['externalReference']),
    );
    return toComplaintPayload(answer);
  }
}
