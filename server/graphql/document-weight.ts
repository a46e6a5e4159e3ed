import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** What a document may make the validator do. Its own rules compare every two fields of one name in one place, fragments opened. */
export const weightLimits = {
  operations: 20,
  fragments: 100,
  openedFields: 10_000,
  /** Fields, and pairs of fields of one name in one place. The web app's largest document has less than 300. */
  weight: 6_000,
} as const;

// Deeper than this is refused for its depth; fragments in a circle would have no end.
const deepest = 40;

/**
 * Refuses a document before any rule looks at it: graphql-js' own take quadratic time. Rules are made before the document is walked, so a
 * document that was found too heavy is emptied here, and the others find nothing in it.
 */
export function weightRule(context: ValidationContext): ASTVisitor {
  const document = context.getDocument();
  const problem = findProblem(document);
  if (problem) {
    context.reportError(new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } }));
    (document as { definitions: readonly DefinitionNode[] }).definitions = [];
  }
  return {};
}

function findProblem(document: DocumentNode): string | null {
  const { definitions } = document;
  const count = (kind: Kind) => definitions.filter((definition) => definition.kind === kind).length;
  if (count(Kind.OPERATION_DEFINITION) > weightLimits.operations)
    return `A document has ${weightLimits.operations} operations at most.`;
  if (count(Kind.FRAGMENT_DEFINITION) > weightLimits.fragments)
    return `A document has ${weightLimits.fragments} fragments at most.`;
  if (openedFields(document) > weightLimits.openedFields)
    return `A document has ${weightLimits.openedFields} fields at most, its fragments opened wherever they stand.`;
  return weightOf(document, weightLimits.weight) > weightLimits.weight
    ? 'The document repeats too much: ask for each field once.'
    : null;
}

/** How many fields there are with fragments opened wherever they stand. Each fragment is counted once; one in a circle is another rule's finding. */
function openedFields({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const counted = new Map<string, number>();
  const countIn = (set: SelectionSetNode | undefined): number => {
    let count = 0;
    for (const selection of set?.selections ?? [])
      count +=
        selection.kind === Kind.FRAGMENT_SPREAD
          ? countOf(selection.name.value)
          : 1 + countIn(selection.selectionSet);
    return count;
  };
  const countOf = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0);
    const count = 1 + countIn(fragments.get(name)?.selectionSet);
    counted.set(name, count);
    return count;
  };
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return definitions.reduce(
    (count, definition) =>
      count + (definition.kind === Kind.OPERATION_DEFINITION ? countIn(definition.selectionSet) : 0),
    0,
  );
}

/** How much there is to compare; stops counting soon after `most`. */
export function weightOf({ definitions }: DocumentNode, most: number): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  let weight = 0;

  /** Adds the fields of a set to those of the same place, by the name that they get in the answer. */
  function collect(set: SelectionSetNode, fields: Map<string, FieldNode[]>, opened: Set<string>): void {
    for (const selection of set.selections) {
      if ((weight += 1) > most) return;
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fields, opened);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const { value: name } = selection.name;
        const fragment = fragments.get(name);
        if (!fragment || opened.has(name)) continue;
        opened.add(name);
        collect(fragment.selectionSet, fields, opened);
      } else {
        const name = (selection.alias ?? selection.name).value;
        const same = fields.get(name);
        if (!same) fields.set(name, [selection]);
        else {
          weight += same.length;
          same.push(selection);
        }
      }
    }
  }

  function weigh(sets: readonly SelectionSetNode[], depth: number): void {
    const fields = new Map<string, FieldNode[]>();
    const opened = new Set<string>();
    for (const set of sets) collect(set, fields, opened);
    if (depth === deepest) return;
    for (const nodes of fields.values()) {
      if (weight > most) return;
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) weigh(below, depth + 1);
    }
  }

  for (const definition of definitions)
    if ('selectionSet' in definition && definition.selectionSet) weigh([definition.selectionSet], 0);
  return weight;
}
