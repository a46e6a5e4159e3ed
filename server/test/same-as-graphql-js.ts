import { isDeepStrictEqual } from 'node:util';
import {
  execute,
  isObjectType,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Asked, Executor } from '../graphql/execution/executor.ts';

/** What the resolvers of one operation gave, by their places in the answer. */
interface Recorded {
  args: Record<string, unknown>;
  /** May be a promise, which is settled the same way each time. Calling it again must not resolve anew. */
  give(): unknown;
}

/** Stands where the context of a request stands, when graphql-js answers out of what was recorded. */
class Replay {
  readonly recorded: ReadonlyMap<string, Recorded>;

  constructor(recorded: ReadonlyMap<string, Recorded>) {
    this.recorded = recorded;
  }
}

/**
 * Lets graphql-js answer each query that the product's executor answers, out of what the same resolvers gave, and throws where the answers or the
 * arguments of a field differ. Every test that asks a query over this proves that the two are equal.
 */
export function comparedWithGraphqlJs(schema: GraphQLSchema, executor: Executor): Executor {
  const records = new WeakMap<object, Map<string, Recorded>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (field.resolve) field.resolve = recording(records, field.resolve);
  }
  return async (asked) => {
    const { context, operation } = asked;
    const recorded = new Map<string, Recorded>();
    records.set(context as object, recorded);
    const answer = await executor(asked);
    if (operation?.operation !== 'query') return answer;
    expectSame(asked, answer, await replay(schema, asked, new Replay(recorded)));
    return answer;
  };
}

function recording(
  records: WeakMap<object, Map<string, Recorded>>,
  resolve: GraphQLFieldResolver<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const place = placeOf(info);
    if (context instanceof Replay) {
      const known = context.recorded.get(place);
      if (!known) throw new Error(`Only graphql-js resolves ${place}`);
      if (!isDeepStrictEqual({ ...known.args }, { ...args })) throw new Error(`${place} has other arguments`);
      return known.give();
    }
    const recorded = records.get(context as object);
    try {
      const given: unknown = resolve(source, args, context, info);
      recorded?.set(place, { args, give: () => given });
      return given;
    } catch (error) {
      recorded?.set(place, {
        args,
        give() {
          throw error;
        },
      });
      throw error;
    }
  };
}

const replay = async (schema: GraphQLSchema, asked: Asked, contextValue: Replay) =>
  execute({
    schema,
    document: asked.document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    contextValue,
  });

function expectSame({ operation }: Asked, ours: ExecutionResult, theirs: ExecutionResult): void {
  if (isDeepStrictEqual(plain(ours), plain(theirs))) return;
  throw new Error(
    `graphql-js answers ${operation?.name?.value ?? 'a query'} otherwise:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`,
  );
}

/** As a client sees it; of errors, where two fields fail at once, in whatever order. */
function plain({ data, errors }: ExecutionResult): unknown {
  const told = (errors ?? []).map(({ message, path, locations, extensions }: GraphQLError) =>
    JSON.stringify({ message, path, locations, extensions }),
  );
  return { data: JSON.stringify(data), errors: told.sort() };
}

function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys.join('.');
}
