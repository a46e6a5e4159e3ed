import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { startHttpApi, type HttpApi } from '../test/http-api.ts';
import { castPassword } from '../test/organisation.ts';

let api: HttpApi;
let sessions: { refreshToken: string; trackingToken: string };

beforeAll(async () => {
  api = await startHttpApi();
  api.reset();
  const { refreshToken } = await api.signIn('consumer');
  const submitted = await ask(complain, complainInput('acme'));
  const trackingToken = submitted.submitPublicComplaint.trackingUrl.split('/').at(-1) as string;
  sessions = { refreshToken, trackingToken };
});
afterAll(() => api.stop());

const complain =
  'mutation ($input: SubmitPublicComplaintInput!) { submitPublicComplaint(input: $input) { reference trackingUrl errors { code message } } }';
const complainInput = (organisation: string) => ({
  input: { organisation, name: 'Vic', email: 'vic@example.org', subject: 'Toast', description: 'Burnt.' },
});

/** What visitors ask an organisation that they name. */
const asked: Record<string, [document: string, variables: (organisation: string) => object]> = {
  'signing in': [
    'mutation ($input: SignInInput!) { signIn(input: $input) { session { viewer { role } } errors { code message } } }',
    (organisation) => ({ input: { organisation, username: 'manager', password: castPassword } }),
  ],
  registering: [
    'mutation ($input: RegisterInput!) { register(input: $input) { session { viewer { role } } errors { code message } } }',
    (organisation) => ({
      input: {
        organisation,
        username: 'nia',
        displayName: 'Nia',
        email: 'nia@example.org',
        password: 'quiet-otter-mends-kettles',
      },
    }),
  ],
  complaining: [complain, complainInput],
  'the public form': [
    'query ($organisation: String!) { publicForm(organisation: $organisation) { name categories { name } } }',
    (organisation) => ({ organisation }),
  ],
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server said
async function ask(query: string, variables: object): Promise<any> {
  const { body } = await api.post({ query, variables });
  expect(body.errors).toBeUndefined();
  return body.data;
}

const setState = (state: string) =>
  withAdmin(api.database.adminUrl, (admin) =>
    admin.query('update platform.tenants set state = $1 where key = $2', [state, api.acme.tenant.key]),
  );

describe('an organisation that is suspended', () => {
  it.each(Object.entries(asked))(
    'is to visitors as one that is not there: %s',
    async (_, [query, variables]) => {
      await setState('suspended');
      const suspended = await ask(query, variables('acme'));
      expect(suspended).toEqual(await ask(query, variables('nobody')));
      await setState('active');
      expect(await ask(query, variables('acme'))).not.toEqual(suspended);
    },
  );

  it('renews no session, and opens no complaint by its link', async () => {
    const refresh =
      'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { refreshToken } errors { code } } }';
    const track =
      'mutation ($input: TrackComplaintInput!) { trackComplaint(input: $input) { session { expiresAt } } }';
    const both = async () => {
      const renewed = await ask(refresh, { input: { refreshToken: sessions.refreshToken } });
      const tracked = await ask(track, { input: { token: sessions.trackingToken } });
      return [renewed.refreshSession.session !== null, tracked.trackComplaint.session !== null];
    };
    await setState('suspended');
    expect(await both()).toEqual([false, false]);
    await setState('active');
    // Within a second: until then a process may still know it as suspended.
    await expect.poll(both, { timeout: 2_000, interval: 50 }).toEqual([true, true]);
  });
});
