import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { costPlanOf, type CostPlan } from './cost-plan.ts';
import { rowsOf } from './page-size.ts';

/** An operation and what its variables stand for. */
export interface Costed {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/** What an operation costs at most, in points: known before anything is read. What @include and @skip leave out costs as if it was asked for. */
export function costOf({ schema, document, operation, variables }: Costed): number {
  return evaluate(costPlanOf(schema, document, operation), variables);
}

/** What would bring an operation under the maximum, as a sentence. */
export function adviceFor({ schema, document, operation, variables }: Costed, maximum: number): string {
  const plan = costPlanOf(schema, document, operation);
  const pages = plan.pages.map(({ path, size, each }) => {
    const [rows, perRow] = [rowsOf(size, variables), evaluate(each, variables)];
    return { path, rows, perRow, points: rows * perRow };
  });
  const largest = pages.sort((one, other) => other.points - one.points)[0];
  if (!largest) return 'Ask for less, or in several operations.';
  const rest = evaluate(plan, variables) - largest.points;
  const fits = Math.floor((maximum - rest) / largest.perRow);
  return fits >= 1
    ? `With ${fits} rows of ${largest.path} instead of ${largest.rows} it would do.`
    : `Most of it is ${largest.path}: ask for less inside it, or in several operations.`;
}

function evaluate({ fixed, pages }: CostPlan, variables: Readonly<Record<string, unknown>>): number {
  let points = fixed;
  for (const { size, each } of pages) points += rowsOf(size, variables) * evaluate(each, variables);
  return points;
}
