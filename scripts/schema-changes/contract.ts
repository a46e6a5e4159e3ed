import { ChangeType, CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import { isInterfaceType, isObjectType, type GraphQLSchema, parse, print, visit } from 'graphql';
import { deprecationsOf, worksUntil } from './deprecations.ts';

/** What changed between the contract that clients were given and a schema. */
export interface ContractChanges {
  /** What a client that was right until now could stumble over. */
  breaks: string[];
  /** What was deprecated, and whose time is over. */
  removals: string[];
  /** What clients may use from now on, or have to bear: they take values and types that they do not know. */
  additions: string[];
}

/** Compares a schema with the contract. `today` decides whether the time of what was deprecated is over. */
export async function compareWithContract(
  contract: GraphQLSchema,
  schema: GraphQLSchema,
  today: Date,
): Promise<ContractChanges> {
  const over = new Set(
    deprecationsOf(contract)
      .filter(({ reason }) => Number(worksUntil(reason) ?? Infinity) < Number(startOfDay(today)))
      .map(({ coordinate }) => coordinate),
  );
  const stillThere = typesWithout(contract, over);
  const changes: ContractChanges = { breaks: [], removals: [], additions: [] };
  for (const change of await diff(contract, schema)) {
    if (changesNoOperation(change)) continue;
    const [typeName = ''] = change.path?.split('.') ?? [];
    const isRemovedInTime =
      over.has(change.path ?? '') || (change.type === ChangeType.TypeRemoved && !stillThere.has(typeName));
    const isBreak = change.criticality.level === CriticalityLevel.Breaking || changesMeaning.has(change.type);
    const list = !isBreak ? changes.additions : isRemovedInTime ? changes.removals : changes.breaks;
    list.push(change.message);
  }
  return changes;
}

/** The schema without its descriptions, as the contract is kept: a sentence that is said better is no change of it. */
export function contractText(schemaText: string): string {
  const bare = visit(parse(schemaText, { noLocation: true }), {
    enter: (node) =>
      'description' in node && node.description ? { ...node, description: undefined } : undefined,
  });
  return `${print(bare)}\n`;
}

// Called dangerous by the inspector: the same document would do something else.
const changesMeaning: ReadonlySet<string> = new Set([
  ChangeType.FieldArgumentDefaultChanged,
  ChangeType.InputFieldDefaultValueChanged,
  ChangeType.DirectiveArgumentDefaultValueChanged,
]);

/** Descriptions and deprecations, which the inspector reports as uses of directives too. */
function changesNoOperation({ type }: Change): boolean {
  return /DESCRIPTION|DIRECTIVE_USAGE/.test(type);
}

/** The types that clients reach when some members, named by their coordinates, are not there any more. */
function typesWithout(schema: GraphQLSchema, members: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const type = schema.getType(name);
    if (!type || reached.has(name)) return;
    reached.add(name);
    const { astNode } = type;
    if (!astNode) return;
    visit(astNode, {
      FieldDefinition: (field) => (members.has(`${name}.${field.name.value}`) ? false : undefined),
      InputValueDefinition: (input) => (members.has(`${name}.${input.name.value}`) ? false : undefined),
      NamedType: (named) => reach(named.name.value),
    });
    if (isInterfaceType(type))
      for (const object of schema.getImplementations(type).objects) reach(object.name);
  };
  for (const type of Object.values(schema.getTypeMap()))
    if (
      isObjectType(type) &&
      [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type)
    )
      reach(type.name);
  return reached;
}

function startOfDay(moment: Date): Date {
  return new Date(moment.toISOString().slice(0, 10));
}
