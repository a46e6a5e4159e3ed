import { actorOf } from '../audit/audit.store.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addComment } from '../complaints/comments/add-comment.ts';
import { classifyComplaint } from '../complaints/classify-complaint.ts';
import { createComplaint } from '../complaints/create-complaint.ts';
import { addResolutionNote } from '../complaints/moves/add-resolution-note.ts';
import { acceptResolution, rejectResolution } from '../complaints/moves/answer-resolution.ts';
import { assignComplaint } from '../complaints/moves/assign-complaint.ts';
import { awaitConsumer, awaitThirdParty, resumeComplaint } from '../complaints/moves/await-answer.ts';
import { sweepComplaint } from '../complaints/moves/close-unanswered.ts';
import { reopenComplaint } from '../complaints/moves/reopen-complaint.ts';
import { resolveComplaint } from '../complaints/moves/resolve-complaint.ts';
import { startComplaint } from '../complaints/moves/start-complaint.ts';
import { withdrawComplaint } from '../complaints/moves/withdraw-complaint.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { addPerson } from '../people/add-person.ts';
import type { Answer } from '../shared/refusal.ts';
import { findVersion } from './demo.queries.ts';
import type { DemoWorld } from './demo-world.ts';
import type { Happening } from './schedule.ts';
import { consumer, type Step, type Story } from './story.ts';

/**
 * Plays what happened, oldest first, with the product's own use cases, each at its moment: the history is a real one. Throws
 * when a use case refuses, because then the story is wrong.
 */
export async function playStories(world: DemoWorld, happenings: readonly Happening[]): Promise<void> {
  const complaintIds = new Map<Story, string>();
  const idOf = (story: Story): string => {
    const id = complaintIds.get(story);
    if (!id) throw new Error(`Demo story "${story.subject}" has not begun`);
    return id;
  };
  for (const { at, what } of happenings) {
    switch (what.kind) {
      case 'received':
        complaintIds.set(what.story, await receive(world, what.story, what.receivedAt, at));
        break;
      case 'step':
        await takeStep(world, what.story, idOf(what.story), what.step, at);
        break;
      case 'clock':
        await sweepComplaint(world.unit, idOf(what.story), at);
        break;
      case 'left':
        await world.dismiss(what.username, at);
    }
  }
}

async function receive(world: DemoWorld, story: Story, receivedAt: Date, now: Date): Promise<string> {
  const { intake } = story;
  const person = world.personOf(story.from);
  const { origin } = world.context;
  const taker = typeof intake === 'object' ? actorOf(world.viewerOf(intake.by)) : null;
  person.id ??= await addPerson(world.unit, person.details, { actor: taker, origin, now });
  return createComplaint(
    world.unit,
    {
      subject: story.subject,
      description: story.text,
      desiredOutcome: story.wants ?? null,
      consumerId: person.id,
      categoryId: story.category === null ? null : world.categoryIdOf(story.category),
      channel: typeof intake === 'object' ? intake.channel : 'web',
      priority: story.priority ?? 'normal',
      origin: typeof intake === 'object' ? 'help_desk' : intake === 'account' ? 'consumer' : 'public_form',
      receivedAt,
    },
    { actor: taker ?? actorOf(world.consumerOf(story.from, null)), origin, now },
  );
}

async function takeStep(
  world: DemoWorld,
  story: Story,
  complaintId: string,
  step: Step,
  now: Date,
): Promise<void> {
  const viewer: Viewer =
    step.by === consumer ? world.consumerOf(story.from, complaintId) : world.viewerOf(step.by);
  const scope: ChangeScope = { unit: world.unit, viewer, context: world.context, now };
  const answer = await runDeed(world, scope, complaintId, step);
  if (answer.ok) return;
  const why = answer.refusals.map((refusal) => refusal.message).join(' ');
  throw new Error(`Demo story "${story.subject}": ${step.by} cannot ${step.do} ${step.ago} days ago. ${why}`);
}

async function runDeed(
  world: DemoWorld,
  scope: ChangeScope,
  complaintId: string,
  step: Step,
): Promise<Answer<unknown>> {
  const id = toGlobalId('Complaint', complaintId);
  const at = { id, version: await findVersion(scope.unit, complaintId) };
  switch (step.do) {
    case 'start':
      return startComplaint(scope, at);
    case 'resume':
      return resumeComplaint(scope, at);
    case 'assign':
      return assignComplaint(scope, { ...at, assigneeId: toGlobalId('User', world.userIdOf(step.to)) });
    case 'ask':
      return awaitConsumer(scope, { ...at, question: step.text });
    case 'wait':
      return awaitThirdParty(scope, { ...at, reason: step.text });
    case 'reply':
      return addComment(scope, { complaintId: id, body: step.text, isInternal: false });
    case 'note':
      return addComment(scope, { complaintId: id, body: step.text, isInternal: true });
    case 'resolution note':
      return addResolutionNote(scope, { id, body: step.text });
    case 'classify': {
      const category = step.category && {
        categoryId: toGlobalId('Category', world.categoryIdOf(step.category)),
      };
      return classifyComplaint(scope, { ...at, ...category, priority: step.priority });
    }
    case 'resolve': {
      const { outcome, explanation, rootCause, remedy, redressMinor } = step;
      const redress = redressMinor ? { amountMinor: redressMinor } : null;
      return resolveComplaint(scope, { ...at, outcome, explanation, rootCause, remedy, redress });
    }
    case 'accept':
      return acceptResolution(scope, { ...at, evidence: step.evidence });
    case 'reject':
      return rejectResolution(scope, { ...at, reason: step.text });
    case 'reopen':
      return reopenComplaint(scope, { ...at, reason: step.text });
    case 'withdraw':
      return withdrawComplaint(scope, { ...at, reason: step.text, evidence: step.evidence });
  }
}
