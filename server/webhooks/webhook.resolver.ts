import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import { WebhookDeliveryFilter } from './webhook-inputs.types.ts';
import { deliveryShape, endpointShape, listDeliveries, listEndpoints } from './webhook.queries.ts';
import {
  WebhookDeliveryConnection,
  WebhookEndpointConnection,
  type WebhookDelivery,
  type WebhookEndpoint,
} from './webhook.types.ts';

@Resolver()
export class WebhookResolver {
  @Query(() => WebhookEndpointConnection, {
    description:
      'The addresses of other systems that are told what happens, oldest first; 20 at most. For administrators.',
  })
  webhookEndpoints(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<WebhookEndpoint>> {
    return readPage(context, info, endpointShape, args, () => listEndpoints());
  }

  @Query(() => WebhookDeliveryConnection, {
    description: 'What was sent to endpoints within 30 days, newest first. For administrators.',
  })
  webhookDeliveries(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => WebhookDeliveryFilter, { nullable: true, description: 'Which ones.' })
    filter: WebhookDeliveryFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<WebhookDelivery>> {
    return readPage(context, info, deliveryShape, args, () => listDeliveries(filter ?? {}));
  }
}
