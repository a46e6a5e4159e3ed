import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readForm, type FormFields } from '#lib/api/form-fields.server.ts';
import { CompleteSignInDocument, type SessionPartsFragment } from '#lib/api/generated.ts';
import { mutate } from '#lib/api/mutate.server.ts';
import { writeSessionCookies } from './cookies.server.ts';
import { readKept, type KeptForm } from './kept-form.ts';
import { safeNext, secondFactorPath } from './paths.ts';

/** Keeps a session that has begun and leads on: to where the form was going, or gives back a form that waits to be sent again. */
export function enter(
  event: RequestEvent,
  session: SessionPartsFragment | null,
  form: FormFields,
): { resume: KeptForm } {
  const slug = keep(event, session);
  const kept = readKept(form.text('kept'));
  if (kept) return { resume: { ...kept, to: safeNext(slug, kept.to) } };
  redirect(303, safeNext(slug, form.text('next')));
}

/** Keeps a session that has begun at the identity provider and leads on to `next`. */
export function enterAt(event: RequestEvent, session: SessionPartsFragment | null, next: string): never {
  redirect(303, safeNext(keep(event, session), next));
}

/** Gives the organisation as it spells itself: the address may have been typed in capitals. */
function keep(event: RequestEvent, session: SessionPartsFragment | null): string {
  if (!session) throw new Error('The API signed somebody in without a session.');
  writeSessionCookies(event.cookies, session);
  const { slug } = session.viewer.organisation;
  if (session.viewer.mustSetUpSecondFactor) redirect(303, secondFactorPath(slug));
  return slug;
}

/** The action of the second step of a sign-in. */
export async function completeSignIn(event: RequestEvent) {
  const form = await readForm(event);
  const name = form.text('with') === 'recovery' ? 'recovery' : 'code';
  const input = { challenge: form.text('challenge'), code: form.text('code') };
  const sent = { name, values: form.values };
  const { payload, failure } = await mutate(event, CompleteSignInDocument, { input }, sent, null);
  return failure ?? enter(event, payload.session, form);
}
