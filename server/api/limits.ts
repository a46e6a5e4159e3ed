import { GraphQLError, Kind, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';
import { weightRule } from '../graphql/document-weight.ts';

/** Bounds on a document. What exceeds them is refused before anything runs. */
export const documentLimits = {
  /** Lexical tokens: the parser stops there. */
  tokens: 5_000,
  depth: 15,
  aliases: 60,
  directives: 60,
  rootFields: 20,
  /** Of the document's text. A megabyte of comments is no token, and still takes its time to read. */
  characters: 200_000,
  /** Bytes of a request's body. */
  bodyBytes: 1_000_000,
} as const;

/** Operations that begin a session, or a way to one: one a document, so that a document cannot try many passwords. */
const sessionBeginnings: ReadonlySet<string> = new Set([
  'signIn',
  'completeSignIn',
  'refreshSession',
  'register',
  'acceptInvitation',
  'requestPasswordReset',
  'trackComplaint',
  'completeProviderSignIn',
]);

/** Weight, depth, aliases, directives, root fields and sign-ins, fragments followed. */
export const documentRules: ValidationRule[] = [weightRule, depthRule, countRule];

function countRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  const refuse = (message: string) =>
    context.reportError(new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } }));
  return {
    Field(node) {
      if (node.alias && (aliases += 1) === documentLimits.aliases + 1)
        refuse(`A document has ${documentLimits.aliases} aliases at most.`);
    },
    Directive() {
      if ((directives += 1) === documentLimits.directives + 1)
        refuse(`A document has ${documentLimits.directives} directives at most.`);
    },
    OperationDefinition(node) {
      const roots = rootFields(context, node.selectionSet.selections, new Set());
      if (roots.length > documentLimits.rootFields)
        refuse(`An operation has ${documentLimits.rootFields} root fields at most.`);
      if (roots.filter((name) => sessionBeginnings.has(name)).length > 1)
        refuse('A document begins one session at most.');
    },
  };
}

type Selections = readonly import('graphql').SelectionNode[];

function rootFields(context: ValidationContext, selections: Selections, seen: Set<string>): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return rootFields(context, selection.selectionSet.selections, seen);
    if (seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    const fragment = context.getFragment(selection.name.value);
    return fragment ? rootFields(context, fragment.selectionSet.selections, seen) : [];
  });
}

function depthRule(context: ValidationContext): ASTVisitor {
  // The depth of a fragment does not depend on where it is spread, so that each is measured once.
  const known = new Map<string, number>();
  const depthOf = (selections: Selections): number => {
    let deepest = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        deepest = Math.max(
          deepest,
          1 + (selection.selectionSet ? depthOf(selection.selectionSet.selections) : 0),
        );
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet.selections));
      } else {
        deepest = Math.max(deepest, fragmentDepth(selection.name.value));
      }
    }
    return deepest;
  };
  const fragmentDepth = (name: string): number => {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, 0); // a cycle is another rule's finding
    const fragment = context.getFragment(name);
    const depth = fragment ? depthOf(fragment.selectionSet.selections) : 0;
    known.set(name, depth);
    return depth;
  };
  return {
    OperationDefinition(node) {
      const selections = node.selectionSet.selections;
      const isIntrospection = selections.every(
        (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
      );
      if (!isIntrospection && depthOf(selections) > documentLimits.depth) {
        context.reportError(
          new GraphQLError(`A document is ${documentLimits.depth} levels deep at most.`, {
            extensions: { code: 'BAD_USER_INPUT' },
          }),
        );
      }
    },
  };
}
