import { visit, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import { viewerOf, type Context } from '../context.ts';
import { compile, nameOf, type RawSql, type Statement } from '../db/sql.ts';
import { newAliases, type ReadAt } from './shape.ts';

/** A read, compiled: who asks, when, and what of the request's own values was left open is filled in each time. */
export interface Plan {
  text: string;
  name?: string;
  values: readonly unknown[];
  /** Makes of the one column of each row what was asked for. */
  readonly read: (json: unknown) => unknown;
  /** A field below reads on its own, after this statement. */
  readsLater: boolean;
  /** The order of a page, for its cursors. */
  orderName: string;
}

/** How a plan is made; `given` stands for the values of the request. Gives the statement, what reads the one column of its rows, and a page's order. */
export type MakePlan = (
  at: ReadAt,
  given: readonly string[],
) => { statement: RawSql; read: Plan['read']; orderName?: string };

/** What a plan may be kept under: all that it depends on besides the field, what is asked below it, and the kind of viewer. */
export interface Keeping {
  key: unknown;
  /** Values of the request that only stand as parameters in the statement. */
  given: readonly string[];
}

const mostPlans = 500;
const longestKey = 2_000;

const plans = new Map<string, Plan>();

/**
 * The statement for a field: the one that was made when the same was asked before, else a new one. A document that comes again is compiled
 * once. Without `keeping` it is made each time.
 */
export function planRead(
  context: Context,
  info: GraphQLResolveInfo,
  keeping: Keeping | null,
  make: MakePlan,
): Plan {
  const key = keeping && keyOf(context, info, keeping.key);
  if (key === null) return makePlan(viewerOf(context), context.services.now(), keeping?.given ?? [], make);
  const known = plans.get(key);
  const plan = known ?? { ...makeOpenPlan(viewerOf(context), keeping?.given.length ?? 0, make) };
  plans.delete(key);
  plans.set(key, plan);
  if (plans.size > mostPlans) plans.delete(plans.keys().next().value as string);
  return plan;
}

/** The statement of a plan for one request. */
export function fillIn({ text, name, values }: Plan, context: Context, given: readonly string[]): Statement {
  const asked: Asked = { viewer: viewerOf(context), now: context.services.now(), given };
  return {
    text,
    ...(name === undefined ? {} : { name }),
    values: values.map((value) => (value instanceof Slot ? value.read(asked) : value)),
  };
}

/** What a slot is filled from. */
interface Asked {
  viewer: Viewer;
  now: Date;
  given: readonly string[];
}

/** Stands among the parameters for a value that comes with the request. It is no text and no date: whatever is made of it fails. */
class Slot {
  readonly read: (asked: Asked) => unknown;

  constructor(read: (asked: Asked) => unknown) {
    this.read = read;
  }

  [Symbol.toPrimitive](): never {
    throw new Error('A kept plan must not depend on a value of the request');
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

const slot = <Value>(read: (asked: Asked) => Value) => new Slot(read) as unknown as NonNullable<Value>;
const nowSlot = slot(({ now }) => now);
const userSlot = slot(({ viewer }) => viewer.userId);
const personSlot = slot(({ viewer }) => viewer.personId);
const sessionSlot = slot(({ viewer }) => viewer.sessionId);
const complaintSlot = slot(({ viewer }) => viewer.trackedComplaintId);

function makePlan(viewer: Viewer, now: Date, given: readonly string[], make: MakePlan): Plan {
  const aliases = newAliases();
  const { statement, read, orderName = '' } = make({ row: aliases.next(), viewer, now, aliases }, given);
  const { text, values } = compile(statement);
  return { text, values, read, readsLater: aliases.readsLater, orderName };
}

function makeOpenPlan(viewer: Viewer, givenCount: number, make: MakePlan): Plan {
  const given = Array.from({ length: givenCount }, (_, at) => slot((asked) => asked.given[at] as string));
  const plan = makePlan(kindOf(viewer), nowSlot, given, make);
  return { ...plan, name: nameOf(plan.text) };
}

/** The viewer as far as a plan may know who asks: the role or scopes, and which ids there are. */
function kindOf(viewer: Viewer): Viewer {
  const known: Partial<Viewer> = {
    role: viewer.role,
    scopes: viewer.scopes,
    sessionId: sessionSlot,
    userId: viewer.userId === null ? null : userSlot,
    personId: viewer.personId === null ? null : personSlot,
    trackedComplaintId: viewer.trackedComplaintId === null ? null : complaintSlot,
  };
  return new Proxy(known as Viewer, {
    get(target, name) {
      if (!Object.hasOwn(target, name))
        throw new Error(`A kept plan must not depend on the viewer's ${String(name)}`);
      return target[name as keyof Viewer];
    },
  });
}

/** Null where a plan cannot be kept. */
function keyOf(context: Context, info: GraphQLResolveInfo, key: unknown): string | null {
  const [node, ...others] = info.fieldNodes;
  if (!node || others.length > 0) return null;
  const { role, scopes, userId, personId, trackedComplaintId } = viewerOf(context);
  const { number, variables } = placeOf(node, info);
  const given = variables.map((name) =>
    Object.hasOwn(info.variableValues, name) ? [info.variableValues[name]] : [],
  );
  const ids = [userId, personId, trackedComplaintId].map((id) => (id === null ? 0 : 1));
  const whole = JSON.stringify([number, role, scopes, ids, given, key]);
  return whole.length > longestKey ? null : whole;
}

/** A field of a document that is kept: a number of its own, and the variables that are used below it. */
interface Place {
  number: number;
  variables: string[];
}

const places = new WeakMap<FieldNode, Place>();
let lastNumber = 0;

function placeOf(node: FieldNode, { fragments }: GraphQLResolveInfo): Place {
  const known = places.get(node);
  if (known) return known;
  const variables = new Set<string>();
  const opened = new Set<string>();
  const look = (part: FieldNode['selectionSet'] | undefined): void => {
    if (!part) return;
    visit(part, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        if (opened.has(name.value)) return;
        opened.add(name.value);
        look(fragments[name.value]?.selectionSet);
      },
    });
  };
  look(node.selectionSet);
  const place = { number: (lastNumber += 1), variables: [...variables] };
  places.set(node, place);
  return place;
}
