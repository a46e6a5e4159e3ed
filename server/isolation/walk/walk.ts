import {
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import { parseGlobalId } from '../../graphql/global-id.ts';
import { tokenScopes } from '../../shared/token-scopes.ts';
import type { Notebook } from '../notebook.ts';
import type { Caller } from '../scratch/caller.ts';
import type { MutationCall } from '../scratch/mutation-calls.ts';
import type { ScratchOrganisation } from '../scratch/scratch-tenants.ts';
import type { ObservedPools } from './observed-pools.ts';
import type { Marks } from './their-marks.ts';

/** What a walk through the API needs. The schema, and what answers, may be other ones than the product's. */
export interface Walk {
  schema: GraphQLSchema;
  caller: Caller;
  observed: ObservedPools;
  /** The organisation of whoever asks. */
  ours: ScratchOrganisation;
  /** The other one, of which nothing may be seen. */
  theirs: ScratchOrganisation;
  theirMarks: Marks;
  ourMarks: Marks;
  /** A call of every mutation by us that succeeds. */
  calls: Record<string, MutationCall>;
  notebook: Notebook;
  /** `Type.field` of everything that was asked for. */
  asked: Set<string>;
  /** What of theirs we wrote into texts of our own. */
  given: Set<string>;
  /** Everything stops when it is aborted. */
  signal: AbortSignal;
}

export interface Answer {
  data: unknown;
  errors: readonly GraphQLFormattedError[] | undefined;
}

/** Asks as somebody of an organisation, watched; a fault is a finding. `where` names what is tried, for the report. */
export async function ask(
  walk: Walk,
  side: ScratchOrganisation,
  viewer: Viewer | null,
  where: string,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  walk.signal.throwIfAborted();
  noteFields(walk, document);
  walk.notebook.looked('operations sent', 1);
  // Each from an address of its own, or the limits on guesses would answer.
  walk.caller.caller.address = randomAddress();
  const { data, errors } = await walk.observed.during(
    { tenantKey: side.organisation.tenant.key, where },
    () => walk.caller.ask(viewer, document, variables),
  );
  for (const { extensions, message } of errors ?? []) {
    if (extensions?.['code'] === 'INTERNAL_SERVER_ERROR')
      walk.notebook.found('fault', where, 'was answered with a fault instead of a refusal.');
    else if (extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED')
      walk.notebook.found('not-covered', where, `the self-test could not ask: ${message}`);
  }
  return { data, errors };
}

/** Asks as one of us, and looks for traces of the other organisation in the answer. */
export async function askAsUs(
  walk: Walk,
  viewer: Viewer | null,
  where: string,
  document: string,
  variables: Record<string, unknown> = {},
  given?: string,
): Promise<Answer> {
  const answer = await ask(walk, walk.ours, viewer, where, document, variables);
  const trace = walk.theirMarks.tracesIn(answer, given ? [given, ...walk.given] : [...walk.given]);
  if (trace) walk.notebook.found('leak', where, `the answer of one organisation has ${trace} of another.`);
  return answer;
}

/** Whether two answers tell the same: data, and of errors everything but where in the document they are. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ data, errors }: Answer): string {
  return JSON.stringify([
    data ?? null,
    errors?.map(({ message, path, extensions }) => [message, path, extensions]),
  ]);
}

const noted = new WeakMap<GraphQLSchema, Set<string>>();

function noteFields({ schema, asked }: Walk, document: string): void {
  const known = noted.get(schema) ?? new Set();
  noted.set(schema, known);
  if (known.has(document)) return;
  known.add(document);
  const types = new TypeInfo(schema);
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field: (node) => void asked.add(`${types.getParentType()?.name}.${node.name.value}`),
    }),
  );
}

function randomAddress(): string {
  const part = () => Math.floor(Math.random() * 65_536).toString(16);
  // 2001:db8::/32 is for documentation (RFC 3849): nobody has these.
  return `2001:db8:${part()}:${part()}::1`;
}

/** Everybody of an organisation who could ask, by name; a visitor too. */
export function everybodyOf({
  organisation,
  ids,
}: ScratchOrganisation): [name: string, viewer: Viewer | null][] {
  const { consumer, helpDesk, support, manager, admin } = organisation.viewers;
  const tracking: Viewer = {
    ...consumer,
    userId: null,
    trackedComplaintId: uuidOfNobody,
    sessionId: uuidOfNobody,
  };
  const token = parseGlobalId(ids['ServiceToken'] ?? '');
  const software: Viewer = {
    ...admin,
    kind: 'service',
    role: 'service',
    userId: null,
    sessionId: token?.uuid ?? uuidOfNobody,
    scopes: tokenScopes,
  };
  return [
    ...Object.entries({ consumer, helpDesk, support, manager, admin, software }),
    ['somebody with a tracking link', tracking],
    ['a visitor', null],
  ];
}

const uuidOfNobody = '00000000-0000-7000-8000-000000000000';
