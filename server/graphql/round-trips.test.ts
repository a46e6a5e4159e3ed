import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../api/schema.ts';
import { complaintText } from '../isolation/scratch/complaint-paths.ts';
import { mutationCalls, type MutationCall } from '../isolation/scratch/mutation-calls.ts';
import { populate } from '../isolation/scratch/populate.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordPackets } from '../test/recorded-statements.ts';

let api: TestApi;
let acme: TestOrganisation;
let calls: Record<string, MutationCall>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  calls = mutationCalls(api, acme, await populate(api, acme, 'kettle'));
});
afterAll(() => api.stop());

const mutations = Object.values(buildSchema().getMutationType()!.getFields()).map((field) => ({
  name: field.name,
  inputType: String(field.args[0]?.type),
}));

/** How often a change waits for its database at most: mostly once for what it holds and looks at, and once for all that it writes. */
const roundTrips: Record<number, string> = {
  1: 'createPerson createUser',
  2: `submitComplaint awaitConsumer awaitThirdParty resumeComplaint addResolutionNote resolveComplaint acceptResolution rejectResolution
    withdrawComplaint addComment updatePerson createCategory updateCategory archiveCategory restoreCategory enableUser invitePerson
    revokeServiceToken removeDocument endSessions startProviderSignIn`,
  3: `startComplaint assignComplaint classifyComplaint reopenComplaint updateUser endUserSessions trackComplaint requestPasswordReset
    createWebhookEndpoint updateWebhookEndpoint enableWebhookEndpoint deleteWebhookEndpoint rotateWebhookSecret endWebhookSecretOverlap
    sendTestWebhook`,
  4: `submitComplaints submitPublicComplaint createServiceToken registerDocument updateOrganisation resetUserPassword resetSecondFactor
    disableWebhookEndpoint replayWebhooks startIdentityLink unlinkIdentity`,
  5: 'disableUser register confirmSecondFactor resendWebhook',
  6: 'logComplaint refreshSession saveIdentityProvider',
  7: 'changePassword startSecondFactor renewRecoveryCodes turnOffSecondFactor completeIdentityLink',
  8: 'signOut',
  10: 'signIn completeSignIn verifyAudit',
  14: 'acceptInvitation completeProviderSignIn',
};
const mostOf = new Map(
  Object.entries(roundTrips).flatMap(([most, names]) =>
    names.split(/\s+/).map((name) => [name, Number(most)] as const),
  ),
);

describe('a change waits for its database', () => {
  it('as often as the table says, which has every mutation', () => {
    expect([...mostOf.keys()].toSorted()).toEqual(mutations.map(({ name }) => name).toSorted());
  });

  it.each(mutations)('no more often than it must: $name', async ({ name, inputType }) => {
    const { as, input } = calls[name] as MutationCall;
    const given = await input();
    const document = `mutation ($input: ${inputType}) { ${name}(input: $input) { errors { code message } } }`;
    const packets = await recordPackets(api.database.pools, () =>
      api.get(as && acme.viewers[as], document, { input: given }),
    );
    expect(packets.length).toBeGreaterThan(0);
    expect(packets.length).toBeLessThanOrEqual(mostOf.get(name) ?? 0);
  });
});

describe('a consumer’s complaint', () => {
  const submit = (fields: string) =>
    recordPackets(api.database.pools, () =>
      api.get(
        acme.viewers.consumer,
        `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { ${fields} } }`,
        { input: complaintText },
      ),
    );
  const begun = (packet: readonly { text: string }[]) => packet.map(({ text }) => text.split(/\s/, 1)[0]);

  it('is one packet and one answer, from BEGIN to COMMIT, and nothing is read when nothing of it is asked', async () => {
    const packets = await submit('errors { code }');
    expect(packets.map(begun)).toEqual([['BEGIN', 'select', 'with', 'with', 'with', 'select', 'COMMIT']]);
  });

  it('is read once, in a snapshot that sees it, when something of it is asked', async () => {
    const [written, read] = await submit('complaint { reference status consumer { name } }');
    expect(begun(written ?? []).at(-1)).toBe('COMMIT');
    expect(begun(read ?? []).slice(0, 3)).toEqual(['BEGIN', 'select', 'select']);
  });
});
