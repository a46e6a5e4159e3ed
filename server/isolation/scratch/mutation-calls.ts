import { randomUUID } from 'node:crypto';
import { toGlobalId } from '../../graphql/global-id.ts';
import type { Caller } from './caller.ts';
import { bringTo, complaintText, resolution, type ComplaintState } from './complaint-paths.ts';
import type { CastName, CastOrganisation } from './cast.ts';
import { secondFactorCalls } from './second-factor.ts';
import { scratchIssuer } from './issuer.ts';
import { providerSettings, type OneOfEach } from './populate.ts';
import { webhookCalls } from './webhook-calls.ts';

/** A call of a mutation that succeeds: who makes it (null: a visitor), and its input, for which what it needs is made first. */
export interface MutationCall {
  as: CastName | null;
  input: () => Promise<Record<string, unknown>>;
}

/** One call of every mutation of the API. Each can be made again: it takes things of its own. */
export function mutationCalls(
  api: Caller,
  organisation: CastOrganisation,
  ids: OneOfEach,
): Record<string, MutationCall> {
  const { viewers, tenant, password } = organisation;
  const complaint =
    (state: ComplaintState, extra: Record<string, unknown> = {}) =>
    async () => ({
      ...(await bringTo(api, organisation, state)),
      ...extra,
    });
  const complaintId = async (state: ComplaintState) => (await bringTo(api, organisation, state)).id;
  let made = 0;
  const fresh = (word: string) => `${word}${(made += 1)}`;
  const make = async (as: CastName, mutation: string, input: Record<string, unknown>, fields: string) =>
    api.change(viewers[as], mutation, input, fields);
  const newDocument = () => ({ text: `query Q${randomUUID().replaceAll('-', '')} { viewer { id } }` });
  const category = async () =>
    (await make('admin', 'createCategory', { name: fresh('Lids ') }, 'category { id version }'))[
      'category'
    ] as { id: string; version: number };
  const person = async () =>
    (await make('helpDesk', 'createPerson', { name: fresh('Pete ') }, 'person { id version }'))['person'] as {
      id: string;
      version: number;
    };
  const invited = async () => {
    const input = { username: fresh('ivo'), displayName: 'Ivo Invited', role: 'SUPPORT' };
    const { user, invitationUrl } = await make(
      'admin',
      'createUser',
      input,
      'user { id version } invitationUrl',
    );
    const { id, version } = user as { id: string; version: number };
    return { id, version, token: String(invitationUrl).split('/').at(-1) as string };
  };
  const user = async () => {
    const { id, version } = await invited();
    return { id, version };
  };
  const signIn = async (username: string, fields: string) => {
    const input = { organisation: tenant.slug, username, password: organisation.password };
    return api.change(null, 'signIn', input, fields);
  };
  const session = async () => {
    const { session: begun } = await signIn('consumer', 'session { refreshToken }');
    return begun as { refreshToken: string };
  };
  const factor = secondFactorCalls(api, organisation);
  const wayBack = ({ authorizationUrl, attempt }: Record<string, unknown>) => ({
    attempt,
    callbackUrl: scratchIssuer.consent(String(authorizationUrl), { sub: fresh('account-') }),
  });
  const linkOf = (as: CastName) => async () => {
    await make(
      as,
      'unlinkIdentity',
      { userId: toGlobalId('User', viewers[as].userId as string) },
      'user { id }',
    );
    return wayBack(
      await make(as, 'startIdentityLink', { currentPassword: password }, 'authorizationUrl attempt'),
    );
  };
  const visitor = {
    ...complaintText,
    organisation: tenant.slug,
    name: 'Vic Visitor',
    email: 'vic@visitors.example',
    categoryId: ids['Category'],
  };
  const settings = async () => {
    const { viewer } = await api.get<{ viewer: { organisation: Record<string, unknown> } }>(
      viewers.admin,
      `{ viewer { organisation { version name registrationOpen publicFormOpen acknowledgeWithinDays finalResponseWithinDays
        rejectWindowDays reopenWindowDays closeAfterDays reminderDays redressLimitMinor currency timeZone showStaffSurnames
        staffSecondFactor consumerMailOn mailSenderName mailReplyTo } } }`,
    );
    return viewer.organisation;
  };

  return {
    signIn: {
      as: null,
      input: async () => ({
        organisation: tenant.slug,
        username: 'support',
        password: organisation.password,
      }),
    },
    completeSignIn: {
      as: null,
      input: async () => {
        const code = await factor.recoveryCode();
        const { errors } = await signIn(
          factor.username,
          'errors { ... on SecondFactorRequiredError { challenge } }',
        );
        return { challenge: (errors[0] as unknown as { challenge: string }).challenge, code };
      },
    },
    startSecondFactor: {
      as: factor.name,
      input: async () => {
        await factor.remove();
        return { password: organisation.password };
      },
    },
    confirmSecondFactor: { as: factor.name, input: async () => ({ code: await factor.startedCode() }) },
    renewRecoveryCodes: {
      as: factor.name,
      input: async () => ({ password: organisation.password, code: await factor.recoveryCode() }),
    },
    turnOffSecondFactor: {
      as: factor.name,
      input: async () => ({ password: organisation.password, code: await factor.recoveryCode() }),
    },
    endSessions: {
      as: 'consumer',
      input: async () => {
        const { session: begun } = await signIn('consumer', 'session { viewer { id } }');
        return { id: (begun as { viewer: { id: string } }).viewer.id };
      },
    },
    refreshSession: { as: null, input: session },
    signOut: { as: 'consumer', input: session },
    startProviderSignIn: { as: null, input: async () => ({ organisation: tenant.slug }) },
    completeProviderSignIn: {
      as: null,
      input: async () => {
        const start = { organisation: tenant.slug };
        return wayBack(await api.change(null, 'startProviderSignIn', start, 'authorizationUrl attempt'));
      },
    },
    startIdentityLink: { as: 'manager', input: async () => ({ currentPassword: password }) },
    completeIdentityLink: { as: 'manager', input: linkOf('manager') },
    unlinkIdentity: {
      as: 'admin',
      input: async () => {
        await make('helpDesk', 'completeIdentityLink', await linkOf('helpDesk')(), 'viewer { id }');
        return { userId: toGlobalId('User', viewers.helpDesk.userId as string) };
      },
    },
    saveIdentityProvider: {
      as: 'admin',
      input: async () => {
        const { identityProvider } = await api.get<{ identityProvider: { version: number } }>(
          viewers.admin,
          '{ identityProvider { version } }',
        );
        return { ...providerSettings, label: fresh('Provider '), version: identityProvider.version };
      },
    },
    register: {
      as: null,
      input: async () => ({
        organisation: tenant.slug,
        username: fresh('rita'),
        displayName: 'Rita Registers',
        email: 'rita@visitors.example',
        password: 'seven-herons-by-the-lake',
      }),
    },
    acceptInvitation: {
      as: null,
      input: async () => ({ token: (await invited()).token, password: 'seven-herons-by-the-lake' }),
    },
    requestPasswordReset: {
      as: null,
      input: async () => ({ organisation: tenant.slug, account: fresh('nobody') }),
    },
    trackComplaint: {
      as: null,
      input: async () => {
        const { trackingUrl } = await api.change(null, 'submitPublicComplaint', visitor, 'trackingUrl');
        return { token: String(trackingUrl).split('/').at(-1) };
      },
    },
    submitPublicComplaint: { as: null, input: async () => visitor },
    changePassword: {
      as: 'manager2',
      input: async () => ({ currentPassword: organisation.password, newPassword: organisation.password }),
    },
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
    createServiceToken: {
      as: 'admin',
      input: async () => ({ name: fresh('Bridge '), scopes: ['COMPLAINTS_READ'], password }),
    },
    revokeServiceToken: {
      as: 'admin',
      input: async () => {
        const input = { name: fresh('Bridge '), scopes: ['COMPLAINTS_READ'], password };
        const { serviceToken } = await make('admin', 'createServiceToken', input, 'serviceToken { id }');
        return { id: (serviceToken as { id: string }).id };
      },
    },
    createUser: {
      as: 'admin',
      input: async () => ({ username: fresh('ute'), displayName: 'Ute User', role: 'SUPPORT' }),
    },
    updateUser: {
      as: 'admin',
      input: async () => ({ ...(await user()), displayName: 'Ivo Invited', role: 'HELP_DESK' }),
    },
    disableUser: { as: 'admin', input: user },
    enableUser: {
      as: 'admin',
      input: async () => {
        const { id, version } = await user();
        await make('admin', 'disableUser', { id, version }, 'user { id }');
        return { id, version: version + 1 };
      },
    },
    resetUserPassword: { as: 'admin', input: user },
    resetSecondFactor: {
      as: 'admin',
      input: async () => {
        await factor.recoveryCode();
        return factor.user();
      },
    },
    endUserSessions: {
      as: 'admin',
      input: async () => {
        await signIn(factor.username, 'session { expiresAt }');
        return factor.user();
      },
    },
    createCategory: {
      as: 'admin',
      input: async () => ({ name: fresh('Spouts '), parentId: ids['Category'] }),
    },
    updateCategory: { as: 'admin', input: async () => ({ ...(await category()), name: fresh('Covers ') }) },
    archiveCategory: { as: 'admin', input: category },
    restoreCategory: {
      as: 'admin',
      input: async () => {
        const { id, version } = await category();
        await make('admin', 'archiveCategory', { id, version }, 'category { id }');
        return { id, version: version + 1 };
      },
    },
    registerDocument: { as: 'admin', input: async () => newDocument() },
    removeDocument: {
      as: 'admin',
      input: async () => {
        const { document } = await make('admin', 'registerDocument', newDocument(), 'document { id }');
        return { id: (document as { id: string }).id };
      },
    },
    ...webhookCalls(api, organisation, ids['WebhookEndpoint']),
    verifyAudit: { as: 'admin', input: async () => ({}) },
    updateOrganisation: {
      as: 'admin',
      input: async () => ({ ...(await settings()), redressLimitMinor: (made += 1) }),
    },
  };
}

/** The global id of somebody's account. */
export function userIdOf(organisation: CastOrganisation, name: CastName): string {
  return toGlobalId('User', organisation.viewers[name].userId as string);
}
