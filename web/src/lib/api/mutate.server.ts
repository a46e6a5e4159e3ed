import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { keepPath, signInPath } from '#lib/session/paths.ts';
import { secretFields } from './form-fields.server.ts';
import type { FormFailure } from './form-failure.ts';
import { idempotencyKeyOf } from './form-key.server.ts';
import type { ErrorPartsFragment, TypedDocumentString } from './generated.ts';
import { dataOrThrow, executeRenewing, leadToSecondFactor, needsSignIn } from './query.server.ts';

/** Which form sent the mutation, and what was typed into it. */
export interface SubmittedForm {
  name: string;
  values: Record<string, string>;
  /** Where the form calls an input field differently: the path of the input (joined with dots) → the field's name. */
  fields?: Record<string, string>;
}

type Payload = { errors: readonly ErrorPartsFragment[] };
type Mutated<P> = { payload: P; failure: null } | { payload: null; failure: ActionFailure<FormFailure> };

/**
 * Runs one mutation for a form action and judges its payload: `if (failure) return failure;` and go on with `payload`.
 * Expected errors are tied to the fields by their path, the person's text comes back with them. It acts as the session of the
 * browser unless an `accessToken` is given; null is a visitor. A form with a key (`newFormKey`) does its work once, however often it is sent.
 */
export async function mutate<Data extends Record<string, Payload>, Variables extends Record<string, unknown>>(
  event: RequestEvent,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  form: SubmittedForm,
  accessToken?: string | null,
): Promise<Mutated<Data[keyof Data]>> {
  const token = accessToken === undefined ? (event.locals.session?.accessToken ?? null) : accessToken;
  const key = idempotencyKeyOf(form.values, variables);
  const answer = await executeRenewing(event, document, variables, token, key);
  if (needsSignIn(answer)) {
    // Without JavaScript the text would be gone with the page: the browser sends it on to the sign-in, which keeps it.
    if (!event.request.headers.has('x-sveltekit-action'))
      redirect(307, keepPath(event.params.tenant, event.url));
    return refused(401, sessionEnded(event, form));
  }
  leadToSecondFactor(event, answer);
  if (answer.body.errors?.[0]?.extensions?.code === 'BAD_USER_INPUT') {
    const message = 'A value of this form could not be understood. Please check what you entered.';
    return refused(422, { ...emptyFailure(form), message });
  }
  const refusal = answer.body.errors?.[0];
  const refusalCode = refusal?.extensions?.code;
  if (refusal && (refusalCode === 'RATE_LIMITED' || refusalCode === 'UNAVAILABLE'))
    return refused(answer.status, { ...emptyFailure(form), message: refusal.message });
  // A mutation document has one root field, so its first value is the payload.
  const payload = Object.values(dataOrThrow(answer))[0] as Data[keyof Data];
  if (payload.errors.length === 0) return { payload, failure: null };
  if (payload.errors[0]?.code === 'NOT_FOUND' && !payload.errors[0].path?.length)
    error(404, payload.errors[0].message);
  return refused(422, toFailure(payload.errors, form));
}

/** A failure that the page itself found, such as two passwords that differ. */
export function failForm(form: SubmittedForm, errors: Record<string, string>): ActionFailure<FormFailure> {
  return fail(422, { ...emptyFailure(form), errors });
}

function refused(
  status: number,
  failure: FormFailure,
): { payload: null; failure: ActionFailure<FormFailure> } {
  return { payload: null, failure: fail(status, failure) };
}

function toFailure(errors: readonly ErrorPartsFragment[], form: SubmittedForm): FormFailure {
  const failure = emptyFailure(form);
  const messages: string[] = [];
  for (const error of errors) {
    const { code, message, path } = error;
    if ('challenge' in error) {
      failure.challenge = error.challenge;
      continue;
    }
    const inputPath = path?.join('.') ?? '';
    const field = form.fields?.[inputPath] ?? inputPath;
    if (code === 'STALE_VERSION') failure.isStale = true;
    if (field && field in form.values) failure.errors[field] ??= message;
    else if (field && isSecret(field)) failure.errors[field] ??= message;
    else messages.push(message);
  }
  failure.message = messages.join(' ') || null;
  return failure;
}

function isSecret(field: string): boolean {
  return secretFields.has(field);
}

function sessionEnded(event: RequestEvent, form: SubmittedForm): FormFailure {
  return {
    ...emptyFailure(form),
    message:
      'You have been signed out meanwhile. What you wrote is still here: sign in in another tab, then send it again.',
    signInUrl: signInPath(event.params.tenant),
  };
}

function emptyFailure(form: SubmittedForm): FormFailure {
  return {
    form: form.name,
    values: form.values,
    errors: {},
    message: null,
    isStale: false,
    signInUrl: null,
    challenge: null,
  };
}
