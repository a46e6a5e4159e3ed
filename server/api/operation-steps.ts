import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidEncounterErrors,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
  GraphQLRequestListener,
} from '@apollo/server';
import type { Context } from '../context.ts';
import { addLogFields } from '../log.ts';
import type { Budgets } from './cost/budgets.ts';
import { CostOfOperation } from './cost/cost-limit.ts';
import { answerOverload, logFaults } from './faults.ts';
import { tieKey } from './keyed-mutations.ts';
import { keepStreamsApart } from './live/streams-apart.ts';
import { noteAnswer, noteOperation } from './watch-operation.ts';

/**
 * What happens to every operation besides that it is executed, in this order. One listener for all of it, because Apollo waits for each at every
 * step; and a class, because V8 takes functions in an object literal of each request for long-lived, with all that they see.
 */
export function operationSteps(budgets: Budgets | null): ApolloServerPlugin<Context> {
  return { requestDidStart: async () => new OperationSteps(new CostOfOperation(budgets)) };
}

class OperationSteps implements GraphQLRequestListener<Context> {
  readonly #cost: CostOfOperation;

  constructor(cost: CostOfOperation) {
    this.#cost = cost;
  }

  async didResolveOperation(request: GraphQLRequestContextDidResolveOperation<Context>): Promise<void> {
    if (request.operationName) addLogFields({ operation: request.operationName });
    noteOperation(request);
    this.#cost.charge(request);
    tieKey(request);
    keepStreamsApart(request);
  }

  async didEncounterErrors(request: GraphQLRequestContextDidEncounterErrors<Context>): Promise<void> {
    logFaults(request);
  }

  async willSendResponse(request: GraphQLRequestContextWillSendResponse<Context>): Promise<void> {
    this.#cost.tell(request);
    answerOverload(request);
    noteAnswer(request);
  }
}
