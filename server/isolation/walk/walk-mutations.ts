import { getNamedType, type GraphQLField } from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import { parseGlobalId } from '../../graphql/global-id.ts';
import type { MutationCall } from '../scratch/mutation-calls.ts';
import { placesOf, putAt, valueAt, type Place } from './places.ts';
import { selectAll } from './select-all.ts';
import { nobodysId, strangeIds } from './their-marks.ts';
import { askAsUs, everybodyOf, sameAnswer, type Answer, type Walk } from './walk.ts';

type Field = GraphQLField<unknown, unknown>;

/** Calls one mutation as us with each id of theirs at each place of an id: the same refusal as for an id that nobody has. */
export async function walkMutation(walk: Walk, field: Field): Promise<void> {
  const { calls, notebook } = walk;
  const name = `Mutation.${field.name}`;
  const call = calls[field.name];
  if (!call) {
    notebook.found('not-covered', name, 'has no call (server/isolation/scratch/mutation-calls.ts).');
    return;
  }
  notebook.looked('mutations', 1);
  const caller = callerOf(walk, call);
  const { payload } = await send(walk, field, caller, name, await inputOf(walk, call));
  // A call that is refused anyway would prove nothing.
  if (payload?.errors?.length !== 0) {
    const errors = JSON.stringify(payload?.errors ?? null);
    notebook.found('not-covered', name, `the self-test’s own call is refused: ${errors}`);
  }
  for (const place of placesOf('Mutation', field).filter(({ kind }) => kind === 'ID')) {
    notebook.looked('places of ids and texts', 1);
    await walkIdPlace(walk, field, place, call, caller);
  }
}

/**
 * Calls one mutation as us with what theirs is called at each place of a text: no key to it either. Comes after everything else,
 * because what is written so is then in our own answers.
 */
export async function walkTexts(walk: Walk, field: Field): Promise<void> {
  const { calls, theirs, notebook, given } = walk;
  const call = calls[field.name];
  // The name of an organisation asks for what that organisation offers to everybody.
  const texts = placesOf('Mutation', field).filter(
    ({ kind, path }) => kind === 'String' && path.at(-1) !== 'organisation',
  );
  for (const [at, place] of call ? texts.entries() : []) {
    notebook.looked('places of ids and texts', 1);
    const value = at % 2 === 0 ? theirs.reference : (theirs.ids['Comment'] as string);
    given.add(value);
    const input = giveAt(await inputOf(walk, call as MutationCall), place, value);
    await send(walk, field, callerOf(walk, call as MutationCall), `${place.name}, a name of theirs`, input);
  }
}

function callerOf({ ours }: Walk, call: MutationCall): Viewer | null {
  return call.as && ours.organisation.viewers[call.as];
}

async function walkIdPlace(
  walk: Walk,
  field: Field,
  place: Place,
  call: MutationCall,
  caller: Viewer | null,
): Promise<void> {
  const { ours, theirs, notebook } = walk;
  const input = await inputOf(walk, call);
  const own = valueAt({ input }, place);
  if (own === undefined) {
    notebook.found('not-covered', place.name, 'the self-test’s own call gives no id there.');
    return;
  }
  const rightType = parseGlobalId(String(own))?.typeName;
  const others = everybodyOf(ours).filter(([, viewer]) => viewer?.role !== caller?.role);
  const everybody: [string, Viewer | null][] = [['its caller', caller], ...others];
  for (const [who, viewer] of everybody) {
    const at = `${place.name} as ${who}`;
    const nobody = await send(walk, field, viewer, at, giveAt(input, place, nobodysId('Complaint')));
    // Of the type that belongs there in every form; of others, and as others, as it is.
    const strange = strangeIds(theirs).filter(({ form, typeName }) => {
      const isRight = typeName === (rightType ?? typeName);
      return viewer === caller ? isRight || form === 'id' : isRight && form === 'id';
    });
    for (const { value, typeName, form } of strange) {
      const where = `${at}, ${form} of a ${typeName}`;
      const { answer, payload } = await send(walk, field, viewer, where, giveAt(input, place, value), value);
      notebook.looked('answers compared with those for an id that nobody has', 1);
      if (!sameAnswer(answer, nobody.answer))
        notebook.found('telling', where, 'is answered in another way than an id that nobody has.');
      if (payload?.errors?.length === 0) notebook.found('accepted', where, 'was accepted.');
    }
  }
}

interface Payload {
  errors?: unknown[];
}

async function send(
  walk: Walk,
  field: Field,
  viewer: Viewer | null,
  where: string,
  input: Record<string, unknown>,
  given?: string,
): Promise<{ answer: Answer; payload: Payload | null }> {
  const { schema } = walk;
  const error = schema.getType('UserError');
  const errorTypes = error ? schema.getPossibleTypes(error as never).map(({ name }) => name) : [];
  const selection = selectAll(schema, getNamedType(field.type), 3, errorTypes);
  const type = String(field.args[0]?.type);
  const document = `mutation ($input: ${type}) { ${field.name}(input: $input) ${selection} }`;
  const answer = await askAsUs(walk, viewer, where, document, { input }, given);
  return {
    answer,
    payload: ((answer.data as Record<string, unknown> | null)?.[field.name] ?? null) as Payload | null,
  };
}

/** What a call takes is made by us, watched like everything else. */
function inputOf({ observed, ours, caller }: Walk, call: MutationCall): Promise<Record<string, unknown>> {
  caller.caller.address = '2001:db8::2';
  const asker = { tenantKey: ours.organisation.tenant.key, where: 'preparing a call' };
  return observed.during(asker, call.input);
}

function giveAt(input: Record<string, unknown>, place: Place, value: string): Record<string, unknown> {
  return putAt({ input }, place, value)['input'] as Record<string, unknown>;
}
