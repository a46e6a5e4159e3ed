import { actorOf } from '../../audit/audit.store.ts';
import { findUsableCategories } from '../../categories/usable-category.queries.ts';
import type { ChangeScope } from '../../graphql/change.ts';
import { fromGlobalId } from '../../graphql/global-id.ts';
import { addPeople, checkPerson } from '../../people/add-person.ts';
import { findPersonIds } from '../../people/person.queries.ts';
import { InputChecks } from '../../shared/checks.ts';
import { mostAtOnce } from '../../shared/limits.ts';
import { conflict, done, invalidInput, refused, type Answer, type Refusal } from '../../shared/refusal.ts';
import {
  checkExternalReference,
  checkOneConsumer,
  checkReceipt,
  externalReferenceTaken,
  noSuchConsumer,
} from '../check-received.ts';
import type { ReceivedComplaintInput, SubmitComplaintsInput } from '../complaint-inputs.types.ts';
import {
  checkComplaintText,
  createComplaints,
  noSuchCategory,
  type ComplaintText,
} from '../create-complaint.ts';
import { findByExternalReference } from './external-reference.queries.ts';

/** What became of one complaint: written, or why not. */
export interface SubmitResult {
  /** Also of the complaint that has the external reference already. */
  complaintId: string | null;
  errors: Refusal[];
}

/** One complaint on its way: what is known of it, and what is wrong with it. */
interface Candidate {
  input: ReceivedComplaintInput;
  checks: InputChecks;
  text: ComplaintText;
  categoryId: string | null;
  /** Null for a person who is not known yet. */
  consumerId: string | null;
  newConsumer: ReturnType<typeof checkPerson> | null;
  externalReference: string | null;
  /** The complaint that has the external reference. */
  knownId: string | null;
  /** The one before it in the request that has the external reference, and is written. */
  twin: Candidate | null;
}

/**
 * Takes many complaints in at once, in one transaction and with as many statements as one takes. What is wrong with one stops none of the
 * others: everything is checked before anything is written. Results stand in the order of the complaints.
 */
export async function submitComplaints(
  scope: ChangeScope,
  { complaints }: SubmitComplaintsInput,
): Promise<Answer<{ results: SubmitResult[] }>> {
  if (complaints.length < 1 || complaints.length > mostAtOnce) {
    const message = `Send 1 to ${mostAtOnce} complaints at once; these are ${complaints.length}.`;
    return refused(invalidInput(['complaints'], message));
  }
  const candidates = complaints.map((input) => checkAlone(input, scope.now));
  await checkAgainstOthers(scope, candidates);
  const good = candidates.filter(({ checks }) => !checks.failed);
  const made = good.length > 0 ? await write(scope, good) : [];
  const idOf = new Map(good.map((candidate, index) => [candidate, made[index] ?? null]));
  const results = candidates.map((candidate) => ({
    complaintId: idOf.get(candidate.twin ?? candidate) ?? candidate.knownId,
    errors: candidate.checks.refusals,
  }));
  return done({ results });
}

function checkAlone(input: ReceivedComplaintInput, now: Date): Candidate {
  const checks = new InputChecks();
  const text = checkComplaintText(checks, input);
  checkReceipt(checks, input.receivedAt, now);
  const externalReference = checkExternalReference(checks, input.externalReference);
  const newConsumer = input.newConsumer ? checkPerson(checks, ['newConsumer'], input.newConsumer) : null;
  return {
    ...{ input, checks, text, newConsumer, externalReference },
    ...{ categoryId: null, consumerId: null, knownId: null, twin: null },
  };
}

/** Looks up what the complaints name, all of one kind in one statement and all kinds at once. */
async function checkAgainstOthers(
  { unit, viewer }: ChangeScope,
  candidates: readonly Candidate[],
): Promise<void> {
  const uuids = (typeName: string, ids: readonly (string | null | undefined)[]) =>
    ids.flatMap((id) => (id && fromGlobalId(typeName, id)) || []);
  const [categories, people, known] = await Promise.all([
    findUsableCategories(
      unit,
      uuids(
        'Category',
        candidates.map(({ input }) => input.categoryId),
      ),
    ),
    findPersonIds(
      unit,
      viewer,
      uuids(
        'Person',
        candidates.map(({ input }) => input.consumerId),
      ),
    ),
    findByExternalReference(
      unit,
      candidates.flatMap(({ externalReference }) => externalReference ?? []),
    ),
  ]);
  const written = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { input, checks, externalReference } = candidate;
    if (checkOneConsumer(checks, input)) {
      const uuid = fromGlobalId('Person', input.consumerId);
      if (uuid && people.has(uuid)) candidate.consumerId = uuid;
      else checks.refusals.push(noSuchConsumer);
    }
    if (input.categoryId !== null && input.categoryId !== undefined) {
      const uuid = fromGlobalId('Category', input.categoryId);
      if (uuid && categories.has(uuid)) candidate.categoryId = uuid;
      else checks.refusals.push(noSuchCategory);
    }
    if (externalReference === null) continue;
    candidate.knownId = known.get(externalReference) ?? null;
    if (candidate.knownId !== null)
      checks.refusals.push(conflict(externalReferenceTaken, ['externalReference']));
    candidate.twin = written.get(externalReference) ?? null;
    if (candidate.twin)
      checks.refusals.push(
        conflict('Another complaint of this request has this external reference.', ['externalReference']),
      );
    else if (!checks.failed) written.set(externalReference, candidate);
  }
}

async function write(scope: ChangeScope, good: readonly Candidate[]): Promise<string[]> {
  const { unit, viewer, context, now } = scope;
  const by = { actor: actorOf(viewer), origin: context.origin, now };
  const unknown = good.filter(({ consumerId }) => consumerId === null);
  const details = unknown.flatMap(({ newConsumer }) => newConsumer ?? []);
  const added = details.length > 0 ? await addPeople(unit, details, by) : [];
  const consumerOf = new Map(unknown.map((candidate, index) => [candidate, added[index] as string]));
  return createComplaints(
    unit,
    good.map((candidate) => ({
      ...candidate.text,
      consumerId: candidate.consumerId ?? (consumerOf.get(candidate) as string),
      categoryId: candidate.categoryId,
      channel: candidate.input.channel,
      priority: candidate.input.priority ?? 'normal',
      origin: viewer.role === 'service' ? 'service' : 'help_desk',
      receivedAt: candidate.input.receivedAt,
      externalReference: candidate.externalReference,
    })),
    by,
  );
}
