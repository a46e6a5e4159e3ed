import {
  HeaderMap,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Context } from '../../context.ts';
import { maximumCost, maximumCostOfUnknown } from '../../shared/costs.ts';
import { tell } from '../../telemetry/work.ts';
import { adviceFor, costOf, type Costed } from './cost.ts';
import type { Budgets, Spending } from './budgets.ts';

/**
 * Refuses an operation that costs too much, or more than is left of a budget, before anything is read. Over HTTP every answer tells the cost
 * and what is left: in `extensions.cost` and in the RateLimit headers. Without budgets there is the maximum cost only.
 */
export class CostOfOperation {
  readonly #budgets: Budgets | null;
  #told: CostReport | null = null;

  constructor(budgets: Budgets | null) {
    this.#budgets = budgets;
  }

  /** Throws when the operation is refused. */
  charge({
    schema,
    document,
    operation,
    request,
    contextValue,
  }: GraphQLRequestContextDidResolveOperation<Context>): void {
    if (!operation) return;
    const asked: Costed = { schema, document, operation, variables: request.variables ?? {} };
    const requested = costOf(asked);
    const maximum = contextValue.isUnknownDocument ? maximumCostOfUnknown : maximumCost;
    this.#told = { requested, maximum };
    if (requested > maximum) throw tooExpensive(asked, this.#told);
    const spending = this.#budgets?.spend(contextValue.viewer, contextValue.origin, requested);
    if (!spending) return;
    this.#told = { requested, maximum, ...reportOf(spending) };
    if (spending.isAffordable) return;
    tell((observer) => observer.refusedTraffic?.(`${spending.of}-points`));
    throw overBudget(requested, spending);
  }

  tell({ request, response: { body, http } }: GraphQLRequestContextWillSendResponse<Context>): void {
    // Nobody reads it in process.
    if (!this.#told || !request.http || body.kind !== 'single') return;
    body.singleResult.extensions = { ...body.singleResult.extensions, cost: this.#told };
    for (const [name, value] of Object.entries(headersOf(this.#told))) http.headers.set(name, value);
  }
}

/** What the client is told. */
interface CostReport extends Partial<Omit<Spending, 'isAffordable' | 'retryAfterSeconds'>> {
  requested: number;
  maximum: number;
}

function reportOf({ of, limit, remaining, restoredPerSecond }: Spending): Partial<CostReport> {
  return { of, limit, remaining, restoredPerSecond };
}

/** As draft-ietf-httpapi-ratelimit-headers has them: a second policy beside that of the requests. */
function headersOf({ of, limit, remaining, restoredPerSecond }: CostReport): Record<string, string> {
  if (of === undefined || limit === undefined || remaining === undefined || !restoredPerSecond) return {};
  return {
    'ratelimit-policy': `"${of}-points";q=${limit};w=60`,
    ratelimit: `"${of}-points";r=${remaining};t=${Math.ceil((limit - remaining) / restoredPerSecond)}`,
  };
}

function tooExpensive(asked: Costed, { requested, maximum }: CostReport): GraphQLError {
  const message = `This operation costs ${requested} points, and ${maximum} is the most. ${adviceFor(asked, maximum)}`;
  return new GraphQLError(message, {
    extensions: { code: 'COST_TOO_HIGH', http: { status: 400 } },
  });
}

function overBudget(requested: number, { remaining, retryAfterSeconds }: Spending): GraphQLError {
  const message = `This operation costs ${requested} points, and ${remaining} are left. Try again in ${retryAfterSeconds} seconds.`;
  const headers = new HeaderMap([['retry-after', String(retryAfterSeconds)]]);
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers } },
  });
}
