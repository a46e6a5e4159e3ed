import type { Context } from '../context.ts';
import { changeAsVisitor } from '../graphql/change.ts';
import { addPerson, checkPerson } from '../people/add-person.ts';
import { findSettings } from '../settings/settings.queries.ts';
import { InputChecks } from '../shared/checks.ts';
import { done, invalidInput, refused, type Answer } from '../shared/refusal.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import { takeTurn } from '../auth/throttle.ts';
import { makeTrackingUrl } from '../auth/tracking-links.ts';
import type { SubmitPublicComplaintInput } from './complaint-inputs.types.ts';
import { getReference } from './new-complaint.store.ts';
import { checkCategory, checkComplaintText, createComplaint } from './create-complaint.ts';

/** What somebody without an account gets: the reference, and the link by which they follow the complaint. */
export interface PublicReceipt {
  reference: string;
  trackingUrl: string;
}

/** Somebody without an account complains. The organisation is named by its slug; unknown and closed forms are not told apart. */
export async function submitPublicComplaint(
  context: Context,
  input: SubmitPublicComplaintInput,
): Promise<Answer<PublicReceipt>> {
  const { services, origin } = context;
  const noForm = refused(invalidInput(['organisation'], 'There is no public form of that organisation.'));
  const organisation = input.organisation.trim().toLowerCase();
  const tooMany = await takeTurn(context, 'publicComplaint', organisation);
  if (tooMany) return refused(tooMany);
  const tenant = await findTenantBySlug(services.pools, organisation);
  if (!tenant) return noForm;
  const now = services.now();
  const answer = await changeAsVisitor(context, tenant.key, async (unit) => {
    const settings = await findSettings(unit);
    if (!settings.publicFormOpen) return noForm;
    const checks = new InputChecks();
    const person = checkPerson(checks, [], input);
    if (!person.email && !person.phone)
      checks.refuse(['email'], 'Give an e-mail address or a telephone number, so that we can answer.');
    const text = checkComplaintText(checks, input);
    const category = await checkCategory(unit, checks, input.categoryId);
    if (checks.failed) return refused(...checks.refusals);
    const consumerId = await addPerson(unit, person, { actor: null, origin, now });
    const complaintId = await createComplaint(
      unit,
      {
        ...text,
        consumerId,
        categoryId: category?.id ?? null,
        channel: 'web',
        priority: 'normal',
        origin: 'public_form',
        receivedAt: now,
      },
      { actor: { kind: 'person', id: consumerId, name: person.name, role: 'consumer' }, origin, now },
    );
    const reference = await getReference(unit, complaintId);
    return done({ reference, complaintId, personId: consumerId, submittedAt: now.getTime() });
  });
  if (!answer.ok) return answer;
  const { reference, submittedAt, ...tracked } = answer.value;
  // Made anew each time, and the same: the link itself is kept nowhere.
  const then = { config: services.config, now: () => new Date(submittedAt) };
  return done({ reference, trackingUrl: makeTrackingUrl(then, tenant, tracked) });
}
