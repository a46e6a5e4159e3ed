import type { MutationCall } from './call-tools.ts';
import type { Caller } from './caller.ts';
import type { CastOrganisation } from './cast.ts';

interface Endpoint {
  id: string;
  version: number;
}

/** Calls of the mutations of webhooks. An organisation has 20 endpoints at most: each call takes those away that others have left. */
export function webhookCalls(
  api: Caller,
  { viewers, tenant }: CastOrganisation,
  kept: string | undefined,
): Record<string, MutationCall> {
  const { admin } = viewers;
  const settings = { url: `https://${tenant.slug}.example/hooks`, eventKinds: ['COMPLAINT_RESOLVED'] };
  const make = async (mutation: string, input: Record<string, unknown>) =>
    (await api.change(admin, mutation, input, 'webhookEndpoint { id version }'))[
      'webhookEndpoint'
    ] as Endpoint;
  const clear = async () => {
    const { webhookEndpoints } = await api.get<{ webhookEndpoints: { nodes: Endpoint[] } }>(
      admin,
      '{ webhookEndpoints { nodes { id version } } }',
    );
    for (const { id, version } of webhookEndpoints.nodes.filter((endpoint) => endpoint.id !== kept))
      await api.change(admin, 'deleteWebhookEndpoint', { id, version }, 'deletedId');
  };
  const endpoint = async () => {
    await clear();
    const { id, version } = await make('createWebhookEndpoint', { ...settings, description: 'A copy' });
    return { id, version };
  };
  const idOfOne = async () => ({ id: (await endpoint()).id });
  const delivery = async () => {
    const sent = await api.change(admin, 'sendTestWebhook', await idOfOne(), 'webhookDelivery { id }');
    return { id: (sent['webhookDelivery'] as { id: string }).id };
  };
  const after = (mutation: string) => async () => {
    const { id, version } = await make(mutation, await endpoint());
    return { id, version };
  };
  const call = (input: MutationCall['input']): MutationCall => ({ as: 'admin', input });
  return {
    createWebhookEndpoint: call(async () => {
      await clear();
      return { ...settings, description: 'One more copy' };
    }),
    updateWebhookEndpoint: call(async () => ({ ...(await endpoint()), description: 'The other copy' })),
    enableWebhookEndpoint: call(after('disableWebhookEndpoint')),
    disableWebhookEndpoint: call(endpoint),
    deleteWebhookEndpoint: call(endpoint),
    rotateWebhookSecret: call(endpoint),
    endWebhookSecretOverlap: call(after('rotateWebhookSecret')),
    sendTestWebhook: call(idOfOne),
    resendWebhook: call(delivery),
    replayWebhooks: call(async () => ({ ...(await idOfOne()), from: api.now().toISOString() })),
  };
}
