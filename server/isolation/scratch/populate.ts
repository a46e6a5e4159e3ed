import { toGlobalId } from '../../graphql/global-id.ts';
import type { Caller } from './caller.ts';
import { bringTo } from './complaint-paths.ts';
import type { CastOrganisation } from './cast.ts';
import { scratchIssuer } from './issuer.ts';

/** The global id of one thing of every type that has ids. */
export type OneOfEach = Record<string, string>;

/** The scratch issuer as the organisation's identity provider, where everybody who has an account there becomes a consumer. */
export const providerSettings = {
  issuer: scratchIssuer.issuer,
  clientId: 'redress',
  clientSecret: 'only-the-scratch-issuer-sees-it',
  scopes: ['profile', 'email'],
  isEnabled: true,
  newUserRole: 'CONSUMER',
  staffMustUse: false,
};

/** Gives an organisation one thing of every type, each with the word in its text. */
export async function populate(
  api: Caller,
  organisation: CastOrganisation,
  word: string,
): Promise<OneOfEach> {
  const { admin, consumer, helpDesk, support, support2 } = organisation.viewers;
  const made = await api.change(admin, 'createCategory', { name: `Kettles of ${word}` }, 'category { id }');
  const categoryId = (made['category'] as { id: string }).id;
  const endpoint = {
    url: `https://${word}.example/in`,
    description: `Copy of ${word}`,
    eventKinds: ['COMMENT_ADDED'],
  };
  const hook = await api.change(admin, 'createWebhookEndpoint', endpoint, 'webhookEndpoint { id }');
  const text = `query Of${word.replaceAll(/\W/g, '')} { viewer { id } }`;
  const registered = await api.change(admin, 'registerDocument', { text }, 'document { id }');
  const { id } = await bringTo(api, organisation, 'inProgress', {
    subject: `The kettle of ${word} leaks`,
    description: `Since ${word} was founded.`,
    categoryId,
  });
  const comment = { complaintId: id, body: `We in ${word} look at it.` };
  await api.change(support, 'addComment', comment, 'complaint { id }');
  const person = { name: `Pia of ${word}`, email: `pia@${word}.example` };
  await api.change(helpDesk, 'createPerson', person, 'person { id }');
  const provider = await api.change(
    admin,
    'saveIdentityProvider',
    { ...providerSettings, label: `${word} identity`, version: 0 },
    'identityProvider { id }',
  );
  const { complaint, viewer, auditEvents, outgoingMail, webhookDeliveries } = await api.get<{
    complaint: { comments: { nodes: { id: string }[] }; timeline: { nodes: { id: string }[] } };
    viewer: { organisation: { id: string } };
    auditEvents: { nodes: { id: string }[] };
    outgoingMail: { nodes: { id: string }[] };
    webhookDeliveries: { nodes: { id: string }[] };
  }>(
    admin,
    `query ($id: ID!) { complaint(id: $id) { comments { nodes { id } } timeline { nodes { id } } }
      viewer { organisation { id } } auditEvents(last: 1) { nodes { id } } outgoingMail(last: 1) { nodes { id } }
      webhookDeliveries(last: 1) { nodes { id } } }`,
    { id },
  );
  const bridge = await api.change(
    admin,
    'createServiceToken',
    {
      name: `Bridge of ${word}`,
      scopes: ['COMPLAINTS_READ', 'COMPLAINTS_SUBMIT'],
      password: organisation.password,
    },
    'serviceToken { id }',
  );
  const signIn = {
    organisation: organisation.tenant.slug,
    username: 'admin',
    password: organisation.password,
  };
  const { session } = await api.change(null, 'signIn', signIn, 'session { viewer { id } }');
  return {
    Session: (session as { viewer: { id: string } }).viewer.id,
    Complaint: id,
    Comment: complaint.comments.nodes[0]!.id,
    TimelineEvent: complaint.timeline.nodes[0]!.id,
    AuditEvent: auditEvents.nodes[0]!.id,
    OutgoingMail: outgoingMail.nodes[0]!.id,
    TrustedDocument: (registered['document'] as { id: string }).id,
    ServiceToken: (bridge['serviceToken'] as { id: string }).id,
    WebhookEndpoint: (hook['webhookEndpoint'] as { id: string }).id,
    WebhookDelivery: webhookDeliveries.nodes[0]!.id,
    Category: categoryId,
    IdentityProvider: (provider['identityProvider'] as { id: string }).id,
    Organisation: viewer.organisation.id,
    Person: toGlobalId('Person', consumer.personId as string),
    User: toGlobalId('User', support2.userId as string),
  };
}
