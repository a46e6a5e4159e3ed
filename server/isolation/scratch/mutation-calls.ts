import { toGlobalId } from '../../graphql/global-id.ts';
import { accountCalls } from './account-calls.ts';
import { callTools, type MutationCall } from './call-tools.ts';
import type { Caller } from './caller.ts';
import type { CastName, CastOrganisation } from './cast.ts';
import { bringTo, complaintText, resolution, type ComplaintState } from './complaint-paths.ts';
import type { OneOfEach } from './populate.ts';
import { settingsCalls } from './settings-calls.ts';
import { userCalls } from './user-calls.ts';
import { webhookCalls } from './webhook-calls.ts';

export type { MutationCall };

/** One call of every mutation of the API. Each can be made again: it takes things of its own. */
export function mutationCalls(
  api: Caller,
  organisation: CastOrganisation,
  ids: OneOfEach,
): Record<string, MutationCall> {
  const tools = callTools(api, organisation);
  const { fresh, make } = tools;
  const complaint =
    (state: ComplaintState, extra: Record<string, unknown> = {}) =>
    async () => ({
      ...(await bringTo(api, organisation, state)),
      ...extra,
    });
  const complaintId = async (state: ComplaintState) => (await bringTo(api, organisation, state)).id;
  const person = async () =>
    (await make('helpDesk', 'createPerson', { name: fresh('Pete ') }, 'person { id version }'))['person'] as {
      id: string;
      version: number;
    };
  const visitor = {
    ...complaintText,
    organisation: organisation.tenant.slug,
    name: 'Vic Visitor',
    email: 'vic@visitors.example',
    categoryId: ids['Category'],
  };

  return {
    ...accountCalls(tools),
    ...userCalls(tools),
    ...settingsCalls(tools, ids['Category']),
    trackComplaint: {
      as: null,
      input: async () => {
        const { trackingUrl } = await api.change(null, 'submitPublicComplaint', visitor, 'trackingUrl');
        return { token: String(trackingUrl).split('/').at(-1) };
      },
    },
    submitPublicComplaint: { as: null, input: async () => visitor },
    submitComplaint: {
      as: 'consumer',
      input: async () => ({ ...complaintText, categoryId: ids['Category'] }),
    },
    logComplaint: {
      as: 'helpDesk',
      input: async () => ({
        ...complaintText,
        channel: 'PHONE',
        receivedAt: '2026-01-01T00:00:00Z',
        categoryId: ids['Category'],
        consumerId: ids['Person'],
        assigneeId: ids['User'],
      }),
    },
    submitComplaints: {
      as: 'helpDesk',
      input: async () => ({
        complaints: [
          {
            ...complaintText,
            channel: 'EMAIL',
            receivedAt: '2026-01-01T00:00:00Z',
            categoryId: ids['Category'],
            consumerId: ids['Person'],
            externalReference: fresh('shop-'),
          },
        ],
      }),
    },
    startComplaint: { as: 'support', input: complaint('open') },
    assignComplaint: { as: 'helpDesk', input: complaint('open', { assigneeId: ids['User'] }) },
    awaitConsumer: { as: 'support', input: complaint('inProgress', { question: 'Which colour?' }) },
    awaitThirdParty: { as: 'support', input: complaint('inProgress', { reason: 'The supplier' }) },
    resumeComplaint: { as: 'support', input: complaint('waitingForConsumer') },
    addResolutionNote: {
      as: 'support',
      input: async () => ({ id: await complaintId('inProgress'), body: 'Seen.' }),
    },
    resolveComplaint: { as: 'support', input: complaint('inProgress', resolution) },
    acceptResolution: { as: 'consumer', input: complaint('resolved') },
    rejectResolution: { as: 'consumer', input: complaint('resolved', { reason: 'It leaks.' }) },
    reopenComplaint: { as: 'manager', input: complaint('closed', { reason: 'It leaks.' }) },
    withdrawComplaint: { as: 'consumer', input: complaint('open') },
    classifyComplaint: { as: 'support', input: complaint('open', { categoryId: ids['Category'] }) },
    addComment: {
      as: 'consumer',
      input: async () => ({ complaintId: await complaintId('open'), body: 'Hello.' }),
    },
    createPerson: { as: 'helpDesk', input: async () => ({ name: 'Nora New' }) },
    updatePerson: { as: 'helpDesk', input: async () => ({ ...(await person()), name: 'Peter' }) },
    invitePerson: {
      as: 'helpDesk',
      input: async () => ({ id: (await person()).id, username: fresh('ina') }),
    },
    ...webhookCalls(api, organisation, ids['WebhookEndpoint']),
  };
}

/** The global id of somebody's account. */
export function userIdOf(organisation: CastOrganisation, name: CastName): string {
  return toGlobalId('User', organisation.viewers[name].userId as string);
}
