import { Secret, TOTP } from 'otpauth';
import { toGlobalId } from '../../graphql/global-id.ts';
import type { Caller } from './caller.ts';
import type { CastName, CastOrganisation } from './cast.ts';

/** The code that an authenticator app with that secret (base32) shows at a moment. */
export function codeAt(secret: string, now: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() });
}

/** The second factor of one member of the cast, made anew each time: somebody whom the other calls do not need. */
export function secondFactorCalls(api: Caller, { viewers, password }: CastOrganisation) {
  const name: CastName = 'manager2';
  const viewer = viewers[name];
  const user = async () => {
    const id = toGlobalId('User', viewer.userId as string);
    const { node } = await api.get<{ node: { id: string; version: number } }>(
      viewers.admin,
      'query ($id: ID!) { node(id: $id) { id ... on User { version } } }',
      { id },
    );
    return node;
  };
  /** Whether there is one or not: there is none afterwards. */
  const remove = async () => api.change(viewers.admin, 'resetSecondFactor', await user(), 'user { id }');
  const startedCode = async () => {
    await remove();
    const { secret } = await api.change(viewer, 'startSecondFactor', { password }, 'secret');
    return codeAt(String(secret), api.now());
  };
  const recoveryCode = async () => {
    const code = await startedCode();
    const { recoveryCodes } = await api.change(viewer, 'confirmSecondFactor', { code }, 'recoveryCodes');
    return (recoveryCodes as string[])[0] as string;
  };
  return { name, username: name.toLowerCase(), user, remove, startedCode, recoveryCode };
}
