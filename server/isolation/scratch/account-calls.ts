import { toGlobalId } from '../../graphql/global-id.ts';
import type { CallTools, MutationCall } from './call-tools.ts';
import type { CastName } from './cast.ts';
import { scratchIssuer } from './issuer.ts';

/** Calls of the mutations by which people come in, and of those about their own account. */
export function accountCalls({
  api,
  organisation,
  fresh,
  make,
  signIn,
  factor,
  invited,
}: CallTools): Record<string, MutationCall> {
  const { viewers, tenant, password } = organisation;
  const session = async () => {
    const { session: begun } = await signIn('consumer', 'session { refreshToken }');
    return begun as { refreshToken: string };
  };
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

  return {
    signIn: {
      as: null,
      input: async () => ({
        organisation: tenant.slug,
        username: 'support',
        password,
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
        return { password };
      },
    },
    confirmSecondFactor: { as: factor.name, input: async () => ({ code: await factor.startedCode() }) },
    renewRecoveryCodes: {
      as: factor.name,
      input: async () => ({ password, code: await factor.recoveryCode() }),
    },
    turnOffSecondFactor: {
      as: factor.name,
      input: async () => ({ password, code: await factor.recoveryCode() }),
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
    changePassword: {
      as: 'manager2',
      input: async () => ({ currentPassword: password, newPassword: password }),
    },
  };
}
