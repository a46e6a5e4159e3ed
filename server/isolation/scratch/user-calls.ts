import type { CallTools, MutationCall } from './call-tools.ts';

/** Calls of the mutations about users. */
export function userCalls({ fresh, make, signIn, factor, invited }: CallTools): Record<string, MutationCall> {
  const user = async () => {
    const { id, version } = await invited();
    return { id, version };
  };

  return {
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
  };
}
