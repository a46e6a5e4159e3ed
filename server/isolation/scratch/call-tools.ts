import type { Caller, ChangePayload } from './caller.ts';
import type { CastName, CastOrganisation } from './cast.ts';
import { secondFactorCalls } from './second-factor.ts';

/** A call of a mutation that succeeds: who makes it (null: a visitor), and its input, for which what it needs is made first. */
export interface MutationCall {
  as: CastName | null;
  input: () => Promise<Record<string, unknown>>;
}

/** What several rooms' calls are made with. */
export interface CallTools {
  api: Caller;
  organisation: CastOrganisation;
  /** A number that comes once. */
  next(): number;
  /** The word with a number that comes once. */
  fresh(word: string): string;
  /** Changes something as a member of the cast. */
  make(
    as: CastName,
    mutation: string,
    input: Record<string, unknown>,
    fields: string,
  ): Promise<ChangePayload>;
  signIn(username: string, fields: string): Promise<ChangePayload>;
  factor: ReturnType<typeof secondFactorCalls>;
  /** A user who has not set a password yet. */
  invited(): Promise<{ id: string; version: number; token: string }>;
}

/** Tools whose numbers come once among all calls that are made with them. */
export function callTools(api: Caller, organisation: CastOrganisation): CallTools {
  const { viewers, tenant, password } = organisation;
  let made = 0;
  const next = () => (made += 1);
  const fresh = (word: string) => `${word}${next()}`;
  const make: CallTools['make'] = (as, mutation, input, fields) =>
    api.change(viewers[as], mutation, input, fields);
  return {
    api,
    organisation,
    next,
    fresh,
    make,
    signIn: (username, fields) =>
      api.change(null, 'signIn', { organisation: tenant.slug, username, password }, fields),
    factor: secondFactorCalls(api, organisation),
    async invited() {
      const input = { username: fresh('ivo'), displayName: 'Ivo Invited', role: 'SUPPORT' };
      const fields = 'user { id version } invitationUrl';
      const { user, invitationUrl } = await make('admin', 'createUser', input, fields);
      const { id, version } = user as { id: string; version: number };
      return { id, version, token: String(invitationUrl).split('/').at(-1) as string };
    },
  };
}
