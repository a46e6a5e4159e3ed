import {
  buildASTSchema,
  extendSchema,
  graphql,
  parse,
  printSchema,
  visit,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { guardedFields, operationPermissions } from '../shared/permissions.ts';
import { tokenScopes } from '../shared/token-scopes.ts';
import { startTestApi, type ApiAnswer, type TestApi } from '../test/api.ts';
import { allScopes, scopeMatrix } from '../test/matrices/scopes.ts';
import {
  askers,
  fieldMatrix,
  operationMatrix,
  settingUpMatrix,
  type Asker,
} from '../test/matrices/permissions.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { guard, putRules, tableProblems } from './permissions.ts';
import { buildSchema } from './schema.ts';

let api: TestApi;
let acme: TestOrganisation;
let viewers: Record<Asker, Viewer | null>;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const { consumer, helpDesk, support, manager, admin } = acme.viewers;
  const tracker: Viewer = { ...consumer, userId: null, trackedComplaintId: uuidv7() };
  viewers = { v: null, c: consumer, t: tracker, h: helpDesk, s: support, m: manager, a: admin };
});
afterAll(() => api.stop());

// Every document is well-formed and does nothing when it is let through: its ids and tokens are nobody's, its texts are empty.
const that = `id: "${toGlobalId('Complaint', '01890000-0000-7000-8000-000000000000')}", version: 1`;
const documents: Record<string, string> = {
  'Query.viewer': '{ viewer { id } }',
  'Query.publicForm': '{ publicForm(organisation: "acme") { name } }',
  'Query.signInOptions': '{ signInOptions(organisation: "acme") { providerLabel } }',
  'Query.identityProvider': '{ identityProvider { label } }',
  'Query.serviceToken': '{ serviceToken { name } }',
  'Query.serviceTokens': '{ serviceTokens { totalCount } }',
  'Query.node': '{ node(id: "x") { id } }',
  'Query.complaint': '{ complaint(id: "x") { id } }',
  'Query.complaintByReference': '{ complaintByReference(reference: "x") { id } }',
  'Query.complaints': '{ complaints { totalCount } }',
  'Query.complaintStatistics': '{ complaintStatistics { total } }',
  'Query.categories': '{ categories { id } }',
  'Query.people': '{ people { totalCount } }',
  'Query.users': '{ users { totalCount } }',
  'Query.workload': '{ workload { open } }',
  'Query.auditEvents': '{ auditEvents { totalCount } }',
  'Query.auditVerification': '{ auditVerification { eventCount } }',
  'Query.sessions': '{ sessions { totalCount } }',
  'Query.installation': '{ installation { sendsMail } }',
  'Query.invitation': '{ invitation(token: "x") { username } }',
  'Query.outgoingMail': '{ outgoingMail { totalCount } }',
  'Query.trustedDocuments': '{ trustedDocuments { totalCount } }',
  'Query.webhookEndpoints': '{ webhookEndpoints { totalCount } }',
  'Query.webhookDeliveries': '{ webhookDeliveries { totalCount } }',
  'Subscription.complaintChanged': 'subscription { complaintChanged(id: "x") { complaint { id } } }',
  'Subscription.complaintsChanged': 'subscription { complaintsChanged { isResync } }',
  'Subscription.notifications': 'subscription { notifications { reason } }',
  'Mutation.signIn': 'organisation: "nobody", username: "x", password: "x"',
  'Mutation.completeSignIn': 'challenge: "x", code: "x"',
  'Mutation.refreshSession': 'refreshToken: "x"',
  'Mutation.register': 'organisation: "nobody", username: "x", displayName: "x", email: "x", password: "x"',
  'Mutation.acceptInvitation': 'token: "x", password: "x"',
  'Mutation.requestPasswordReset': 'organisation: "nobody", account: "x"',
  'Mutation.trackComplaint': 'token: "x"',
  'Mutation.submitPublicComplaint': 'organisation: "nobody", name: "x", subject: "x", description: "x"',
  'Mutation.signOut': 'refreshToken: "x"',
  'Mutation.changePassword': 'currentPassword: "x", newPassword: "x"',
  'Mutation.endSessions': 'id: "x"',
  'Mutation.startSecondFactor': 'password: "x"',
  'Mutation.confirmSecondFactor': 'code: "x"',
  'Mutation.renewRecoveryCodes': 'password: "x", code: "x"',
  'Mutation.turnOffSecondFactor': 'password: "x", code: "x"',
  'Mutation.startProviderSignIn': 'organisation: "nobody"',
  'Mutation.completeProviderSignIn': 'attempt: "x", callbackUrl: "x"',
  'Mutation.startIdentityLink': 'currentPassword: "x"',
  'Mutation.completeIdentityLink': 'attempt: "x", callbackUrl: "x"',
  'Mutation.unlinkIdentity': 'userId: "x"',
  'Mutation.saveIdentityProvider':
    'version: 0, label: "", issuer: "x", clientId: "x", scopes: [], isEnabled: false, staffMustUse: false',
  'Mutation.submitComplaint': 'subject: "", description: ""',
  'Mutation.logComplaint': 'channel: PHONE, receivedAt: "2026-01-01T00:00:00Z", subject: "", description: ""',
  'Mutation.submitComplaints': 'complaints: []',
  'Mutation.startComplaint': that,
  'Mutation.assignComplaint': `${that}, assigneeId: "x"`,
  'Mutation.awaitConsumer': `${that}, question: "x"`,
  'Mutation.awaitThirdParty': `${that}, reason: "x"`,
  'Mutation.resumeComplaint': that,
  'Mutation.addResolutionNote': 'id: "x", body: "x"',
  'Mutation.resolveComplaint': `${that}, outcome: UPHELD, explanation: "x", rootCause: "x", remedy: "x"`,
  'Mutation.acceptResolution': that,
  'Mutation.rejectResolution': `${that}, reason: "x"`,
  'Mutation.reopenComplaint': `${that}, reason: "x"`,
  'Mutation.withdrawComplaint': that,
  'Mutation.classifyComplaint': that,
  'Mutation.addComment': 'complaintId: "x", body: "x"',
  'Mutation.createPerson': 'name: ""',
  'Mutation.updatePerson': `${that}, name: "x"`,
  'Mutation.invitePerson': 'id: "x", username: "xx"',
  'Mutation.createUser': 'username: "", displayName: "", role: SUPPORT',
  'Mutation.updateUser': `${that}, displayName: "x", role: SUPPORT`,
  'Mutation.disableUser': that,
  'Mutation.enableUser': that,
  'Mutation.resetUserPassword': that,
  'Mutation.resetSecondFactor': that,
  'Mutation.endUserSessions': that,
  'Mutation.createServiceToken': 'name: "", scopes: []',
  'Mutation.revokeServiceToken': 'id: "x"',
  'Mutation.createCategory': 'name: ""',
  'Mutation.registerDocument': 'text: "x"',
  'Mutation.removeDocument': 'id: "x"',
  'Mutation.createWebhookEndpoint': 'url: "x", description: "x", eventKinds: []',
  'Mutation.updateWebhookEndpoint': that,
  'Mutation.enableWebhookEndpoint': that,
  'Mutation.disableWebhookEndpoint': that,
  'Mutation.deleteWebhookEndpoint': that,
  'Mutation.rotateWebhookSecret': that,
  'Mutation.endWebhookSecretOverlap': that,
  'Mutation.sendTestWebhook': 'id: "x"',
  'Mutation.resendWebhook': 'id: "x"',
  'Mutation.replayWebhooks': 'id: "x", from: "2026-01-01T00:00:00Z"',
  'Mutation.updateCategory': `${that}, name: "x"`,
  'Mutation.archiveCategory': that,
  'Mutation.restoreCategory': that,
  'Mutation.verifyAudit': 'checkpoint: "x"',
  'Mutation.updateOrganisation': `version: 0, name: "x", registrationOpen: true, publicFormOpen: true, acknowledgeWithinDays: 5,
    finalResponseWithinDays: 56, rejectWindowDays: 14, reopenWindowDays: 28, closeAfterDays: 14, reminderDays: [], redressLimitMinor: 0,
    currency: "USD", timeZone: "UTC", showStaffSurnames: true, staffSecondFactor: false, consumerMailOn: true`,
};

function documentOf(name: string): string {
  const text = documents[name];
  if (text === undefined) throw new Error(`No document for ${name}`);
  const [type, field] = name.split('.');
  return type !== 'Mutation' ? text : `mutation { ${field}(input: { ${text} }) { errors { code path } } }`;
}

/** Whether the asker was let through. Somebody with a link may be told in the payload that it is not for them: NOT_ALLOWED, about the whole. */
function isLetThrough(asker: Asker, { data, errors }: ApiAnswer, field: string): boolean {
  const code = errors?.[0]?.extensions?.['code'];
  if (code === undefined) {
    const payload = data?.[field] as { errors?: { code: string; path: string[] | null }[] } | null;
    return !payload?.errors?.some((error) => error.code === 'NOT_ALLOWED' && error.path === null);
  }
  expect(code, `the refusal of ${asker}`).toBe(asker === 'v' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  return false;
}

describe('who may use an operation', () => {
  it.each(operationMatrix)('$name: $may', async ({ name, field, may }) => {
    let letThrough = '';
    for (const asker of askers) {
      const answer = await api.ask(viewers[asker], documentOf(name));
      if (isLetThrough(asker, answer, field)) letThrough += asker;
    }
    expect(letThrough).toBe(may);
  });
});

describe('what a service token may use', () => {
  const tokenWith = (...scopes: Viewer['scopes']): Viewer => ({
    ...acme.viewers.admin,
    kind: 'service',
    role: 'service',
    sessionId: uuidv7(),
    userId: null,
    scopes,
  });
  const mayOf = (name: string) => {
    const needed = scopeMatrix[name] ?? [];
    if (needed.includes('free')) return ['', ...allScopes];
    return needed.includes('any') ? [...allScopes] : allScopes.filter((scope) => needed.includes(scope));
  };

  it.each(operationMatrix)('$name, with each scope alone and with none', async ({ name, field }) => {
    const letThrough: string[] = [];
    for (const scope of ['', ...allScopes] as const) {
      const token = tokenWith(...(scope ? [scope] : []));
      const { data, errors } = await api.ask(token, documentOf(name));
      if (!errors) letThrough.push(scope);
      else {
        expect(errors[0]?.extensions, `with ${scope}`).toMatchObject({ code: 'FORBIDDEN' });
        expect(data?.[field] ?? null).toBeNull();
      }
    }
    expect(letThrough).toEqual(mayOf(name));
  });

  it.each(fieldMatrix)('the guarded field $name', async ({ name, type, field }) => {
    const below: Record<string, string> = {
      person: 'person { id }',
      externalIdentities: 'externalIdentities { issuer }',
    };
    const document =
      type === 'Organisation'
        ? '{ serviceToken { organisation { id FIELD } } }'
        : type === 'User'
          ? '{ complaints { nodes { assignee { id FIELD } } } }'
          : '{ categories { id FIELD } }';
    const readers: string[] = [];
    const token = await realToken();
    for (const scope of allScopes) {
      const scopes = [scope, 'complaints:read'] as const;
      const asked = document.replace('FIELD', below[field] ?? field);
      const { data, errors } = await api.ask({ ...token, scopes }, asked);
      expect(JSON.stringify(data)).toContain(`"${field}":`);
      if (!errors) readers.push(scope);
      else expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(readers).toEqual(mayOf(name));
  });

  it('says what is missing', async () => {
    const { errors } = await api.ask(tokenWith('people:read'), '{ users { totalCount } }');
    expect(errors).toMatchObject([
      {
        message: 'This needs a service token with the scope users:read.',
        extensions: { scopes: ['users:read'] },
      },
    ]);
    const denied = await api.ask(tokenWith(...allScopes), '{ sessions { totalCount } }');
    expect(denied.errors).toMatchObject([
      { message: 'This is not for service tokens.', extensions: { scopes: [] } },
    ]);
  });

  it('every scope allows something, and the matrix names nothing that is not there', () => {
    const named = new Set(Object.values(scopeMatrix).flat());
    expect(allScopes.filter((scope) => !named.has(scope))).toEqual([]);
    expect([...tokenScopes]).toEqual([...allScopes]);
    const known = [...operationMatrix, ...fieldMatrix].map(({ name }) => name);
    expect(Object.keys(scopeMatrix).filter((name) => !known.includes(name))).toEqual([]);
  });

  /** A token of the organisation, which has a complaint with an assignee and a category. */
  async function realToken(): Promise<Viewer> {
    const { admin, helpDesk, support } = acme.viewers;
    const { category } = await api.change(admin, 'createCategory', { name: uuidv7() }, 'category { id }');
    expect(category).toBeTruthy();
    const log = {
      subject: 'Kettle',
      description: 'It leaks.',
      channel: 'PHONE',
      receivedAt: '2026-01-01T00:00:00Z',
    };
    const assigneeId = toGlobalId('User', support.userId as string);
    await api.change(helpDesk, 'logComplaint', { ...log, newConsumer: { name: 'Pia' }, assigneeId });
    const input = { name: 'Bridge', scopes: ['COMPLAINTS_READ'], password: acme.password };
    const made = await api.change(admin, 'createServiceToken', input, 'serviceToken { id }');
    const { id } = made['serviceToken'] as { id: string };
    const uuid = Buffer.from(id, 'base64url').toString('utf8').split(':')[1] as string;
    return { ...tokenWith('complaints:read'), sessionId: uuid };
  }
});

describe('a member of staff who has to set up a second factor first', () => {
  it('may use what visitors may, and what sets it up, and nothing else', async () => {
    for (const role of ['h', 's', 'm', 'a'] as const) {
      const restricted = { ...(viewers[role] as Viewer), mustSetUpFactor: true };
      const letThrough = [];
      for (const { name, field, may } of operationMatrix) {
        if (may.includes('v')) continue;
        const { data, errors } = await api.ask(restricted, documentOf(name));
        if (!errors) letThrough.push(name);
        else {
          expect(errors[0]?.extensions, name).toEqual({
            code: 'FORBIDDEN',
            reason: 'SECOND_FACTOR_REQUIRED',
          });
          expect(data?.[field] ?? null).toBeNull();
        }
      }
      expect(letThrough).toEqual(settingUpMatrix);
    }
  });

  it('reads no guarded field either', async () => {
    const restricted = { ...acme.viewers.admin, mustSetUpFactor: true };
    const { errors } = await api.ask(restricted, '{ viewer { organisation { redressLimitMinor } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SECOND_FACTOR_REQUIRED' });
  });
});

describe('who may read a guarded field', () => {
  it.each(fieldMatrix)('$name: $may', async ({ type, field, may }) => {
    let readers = '';
    for (const asker of askers) {
      const below: Record<string, string> = {
        person: 'person { id }',
        externalIdentities: 'externalIdentities { issuer }',
      };
      const inner = below[field] ?? field;
      const { data, errors } = await api.ask(viewers[asker], (await reach(type)).replace('FIELD', inner));
      const code = errors?.[0]?.extensions?.['code'];
      if (code === undefined) {
        if (JSON.stringify(data).includes(`"${field}":`)) readers += asker;
        continue;
      }
      expect(code).toBe(asker === 'v' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      // Not the whole answer is lost: the rest of the object is there.
      if (asker !== 'v') expect(JSON.stringify(data)).toContain(`"${field}":null`);
    }
    expect(readers).toBe(may);
  });

  it('a visitor, whom the public form shows categories, does not read how many complaints they have', async () => {
    const { errors } = await api.ask(
      null,
      '{ publicForm(organisation: "acme") { categories { complaintCount } } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

/** A document that reaches an object of the type as everybody who is signed in can. */
async function reach(type: string): Promise<string> {
  const { admin, support } = acme.viewers;
  if (type === 'Organisation') return '{ viewer { organisation { id FIELD } } }';
  if (type === 'User')
    return `{ node(id: "${toGlobalId('User', support.userId as string)}") { id ... on User { FIELD } } }`;
  const { categories } = await api.get<{ categories: unknown[] }>(admin, '{ categories { id } }');
  if (categories.length === 0)
    await api.change(admin, 'createCategory', { name: 'Kettles' }, 'category { id }');
  return '{ publicForm(organisation: "acme") { name } categories { id FIELD } }';
}

describe('the table, the matrix and the schema', () => {
  const namesIn = (table: Record<string, object>) =>
    Object.entries(table).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`));

  it('name exactly the same operations', () => {
    const schema = buildSchema();
    const ofSchema = namesIn({
      Query: schema.getQueryType()!.getFields(),
      Mutation: schema.getMutationType()!.getFields(),
      Subscription: schema.getSubscriptionType()!.getFields(),
    }).sort();
    expect(operationMatrix.map(({ name }) => name).sort()).toEqual(ofSchema);
    expect(namesIn(operationPermissions).sort()).toEqual(ofSchema);
    expect(Object.keys(documents).sort()).toEqual(ofSchema);
  });

  it('name exactly the same guarded fields', () => {
    expect(namesIn(guardedFields).sort()).toEqual(fieldMatrix.map(({ name }) => name).sort());
  });

  it('agree today', () => {
    expect(tableProblems(buildSchema())).toEqual([]);
  });

  it.each([
    [
      'extend type Person { shoeSize: Int }',
      'Person.shoeSize has 0 rows in the permission table; it needs one.',
    ],
    [
      'extend type Query { secrets: String }',
      'Query.secrets has 0 rows in the permission table; it needs one.',
    ],
    [
      'extend type Mutation { leak: String }',
      'Mutation.leak has 0 rows in the permission table; it needs one.',
    ],
    [
      'type Vault { key: String } extend type Viewer { displayVault: Vault }',
      'Vault.key has 0 rows in the permission table; it needs one.',
    ],
  ])('a field that stands in no row keeps the server from starting: %s', (extension, problem) => {
    const schema = extendSchema(buildSchema(), parse(extension));
    expect(tableProblems(schema)).toContain(problem);
    expect(() => guard(schema)).toThrow(problem);
  });

  it('an operation without a rule is denied to everybody, if it ever came so far', async () => {
    const schema = putRules(extendSchema(buildSchema(), parse('extend type Query { secrets: String }')));
    const asked = { schema, source: '{ secrets }', rootValue: { secrets: 'told' } };
    for (const viewer of Object.values(viewers)) {
      const { data, errors } = await graphql({ ...asked, contextValue: { viewer } });
      expect(data).toEqual({ secrets: null });
      expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    }
  });

  it('a row without its field, and a type that is gone, are told too', () => {
    expect(tableProblems(without('Person', 'phone'))).toContain(
      'Person.phone is in the permission table, but not in the schema.',
    );
    const renamed = buildASTSchema(parse(printSchema(buildSchema()).replaceAll(/\bWorkload\b/g, 'Labour')));
    expect(tableProblems(renamed)).toContain('Workload is in the permission table, but not in the schema.');
  });
});

/** The schema with one field taken out of one type. */
function without(typeName: string, fieldName: string): GraphQLSchema {
  const isGone = (type: ObjectTypeDefinitionNode, field: string) =>
    type.name.value === typeName && field === fieldName;
  const document = visit(parse(printSchema(buildSchema())), {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.filter((field) => !isGone(type, field.name.value)),
    }),
  });
  return buildASTSchema(document);
}

it('graphql-shield loads on this Node: its patch is applied', async () => {
  const run = promisify(execFile);
  await expect(
    run(process.execPath, ['--input-type=module', '-e', `import 'graphql-shield'`]),
  ).resolves.toMatchObject({ stderr: '' });
});
