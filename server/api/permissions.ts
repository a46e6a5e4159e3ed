import { GraphQLError, isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { allow, rule, shield } from 'graphql-shield';
import { hasScope, type Viewer } from '../auth/viewer.ts';
import type { Context } from '../context.ts';
import { openFields } from '../shared/open-fields.ts';
import {
  guardedFields,
  mayUse,
  neededScopes,
  operationPermissions,
  settingUpOperations,
  type Permission,
} from '../shared/permissions.ts';

/**
 * Puts graphql-shield's rules, made from the permission table, before every operation and guarded field. Throws when the table and
 * the schema do not name the same fields. Unguarded types get no middleware: it would cost three times the request.
 */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  checkTable(schema);
  return putRules(schema);
}

/** The rules alone. An operation that stands in no table, and so has none, is denied. */
export function putRules(schema: GraphQLSchema): GraphQLSchema {
  const rules = Object.fromEntries(
    Object.entries({ ...operationPermissions, ...guardedFields }).map(([type, fields]) => [
      type,
      Object.fromEntries(
        Object.entries(fields).map(([field, permission]) => [field, ruleOf(`${type}.${field}`, permission)]),
      ),
    ]),
  );
  for (const type of Object.keys(guardedFields)) rules[type] = { ...rules[type], '*': allow };
  const middleware = shield(rules, {
    fallbackRule: rule({ cache: 'no_cache' })(() => forbidden()),
    fallbackError: forbidden(),
    allowExternalErrors: true,
  }).generate(schema) as Record<string, Record<string, unknown>>;
  // Of a type with guarded fields those alone: a middleware, even one that allows, makes a promise of each value.
  for (const [type, fields] of Object.entries(guardedFields))
    middleware[type] = Object.fromEntries(
      Object.keys(fields).map((field) => [field, middleware[type]?.[field]]),
    );
  const guarded = Object.keys(rules).map((type) => [type, middleware[type]]);
  return applyMiddleware(schema, Object.fromEntries(guarded) as never, { Mutation: closeReadFirst });
}

/**
 * The fields of a mutation run one after the other. What the payload of one read is over before the next begins: a request must
 * not wait for a connection while it holds another, and must see what it wrote.
 */
async function closeReadFirst(
  resolve: (parent: unknown, args: unknown, context: Context, info: GraphQLResolveInfo) => unknown,
  parent: unknown,
  args: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  await context.closeRead();
  return resolve(parent, args, context, info);
}

/** What the table and the schema disagree on, as `Type.field` sentences; empty when every field has exactly one row. */
export function tableProblems(schema: GraphQLSchema): string[] {
  const problems: string[] = [];
  const table: Record<string, string[]> = {};
  for (const source of [operationPermissions, guardedFields, openFields]) {
    for (const [type, fields] of Object.entries(source)) {
      (table[type] ??= []).push(...(Array.isArray(fields) ? (fields as string[]) : Object.keys(fields)));
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const listed = table[type.name] ?? [];
    for (const field of Object.keys(type.getFields())) {
      const rows = listed.filter((name) => name === field).length;
      if (rows !== 1)
        problems.push(`${type.name}.${field} has ${rows} rows in the permission table; it needs one.`);
    }
    for (const field of listed)
      if (!type.getFields()[field])
        problems.push(`${type.name}.${field} is in the permission table, but not in the schema.`);
  }
  for (const type of Object.keys(table)) {
    if (!isObjectType(schema.getType(type)))
      problems.push(`${type} is in the permission table, but not in the schema.`);
  }
  return problems;
}

function checkTable(schema: GraphQLSchema): void {
  const problems = tableProblems(schema);
  if (problems.length > 0)
    throw new Error(`server/shared/permissions.ts and open-fields.ts:\n${problems.join('\n')}`);
}

function ruleOf(name: string, permission: Permission) {
  if (permission === 'open') return allow;
  return rule({ cache: 'no_cache' })((_parent: unknown, _args: unknown, context: Context) => {
    const { viewer } = context;
    if (viewer?.role === 'service') return scopeProblem(permission, viewer) ?? true;
    if (permission === 'people') return true;
    if (!viewer) return unauthenticated();
    if (viewer.mustSetUpFactor && !settingUpOperations.includes(name)) return secondFactorFirst();
    return mayUse(permission, viewer.role) || forbidden();
  });
}

/** Why the token is not enough, named so that whoever made it can mend it. */
function scopeProblem(permission: Permission, viewer: Viewer): GraphQLError | null {
  const scopes = neededScopes(permission);
  if (!scopes || hasScope(viewer, ...scopes)) return null;
  const message =
    scopes.length > 0
      ? `This needs a service token with the scope ${scopes.join(' or ')}.`
      : 'This is not for service tokens.';
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', scopes } });
}

function unauthenticated(): GraphQLError {
  return new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
}

/** The reason lets a client lead there. */
function secondFactorFirst(): GraphQLError {
  return new GraphQLError('Your organisation requires a second factor of its staff. Set yours up first.', {
    extensions: { code: 'FORBIDDEN', reason: 'SECOND_FACTOR_REQUIRED' },
  });
}

function forbidden(): GraphQLError {
  return new GraphQLError('Your role does not allow this.', { extensions: { code: 'FORBIDDEN' } });
}
