import { managerRoles, roles, staffRoles, type Role } from './roles.ts';
import { tokenScopes, type TokenScope } from './token-scopes.ts';

/**
 * Who may use an operation or a field: everybody, visitors and software included (`open`); every person, visitors included (`people`); or
 * these roles, and with `orSoftware` service tokens with one of these scopes. Where no scope is named, no token may. What somebody may do
 * to which thing is not here: that stands in the `where` of the SQL and in the lifecycle.
 */
export type Permission = 'open' | 'people' | readonly Role[] | RolesAndScopes;

interface RolesAndScopes {
  roles: readonly Role[];
  /** One of them suffices. */
  scopes: readonly TokenScope[];
}

const orSoftware = (allowed: readonly Role[], ...scopes: readonly TokenScope[]): RolesAndScopes => ({
  roles: allowed,
  scopes,
});

const signedIn: readonly Role[] = roles;
const staff: readonly Role[] = staffRoles;
const managers: readonly Role[] = managerRoles;
const admins: readonly Role[] = ['admin'];
const consumers: readonly Role[] = ['consumer'];
const consumersAndHelpDesk: readonly Role[] = ['consumer', 'help_desk'];
const helpDeskAndManagers: readonly Role[] = ['help_desk', ...managerRoles];
const supportAndManagers: readonly Role[] = ['support', ...managerRoles];
const consumersAndManagers: readonly Role[] = ['consumer', ...managerRoles];

const withAnyScope = orSoftware(signedIn, ...tokenScopes);
const complaintReaders = orSoftware(signedIn, 'complaints:read', 'complaints:submit');

/** Root operations. One that is not here is denied, and the build fails. */
export const operationPermissions: Record<
  'Query' | 'Mutation' | 'Subscription',
  Record<string, Permission>
> = {
  Query: {
    viewer: 'open',
    publicForm: 'open',
    installation: 'open',
    invitation: 'open',
    signInOptions: 'open',
    node: withAnyScope,
    complaint: complaintReaders,
    complaintByReference: complaintReaders,
    complaints: complaintReaders,
    complaintStatistics: orSoftware(signedIn, 'reports:read'),
    categories: withAnyScope,
    people: orSoftware(staff, 'people:read'),
    users: orSoftware(staff, 'users:read'),
    workload: orSoftware(managers, 'reports:read'),
    auditEvents: orSoftware(managers, 'audit:read'),
    auditVerification: admins,
    sessions: signedIn,
    outgoingMail: admins,
    identityProvider: admins,
    trustedDocuments: admins,
    serviceToken: 'open',
    serviceTokens: admins,
    webhookEndpoints: admins,
    webhookDeliveries: admins,
  },
  Mutation: {
    signIn: 'people',
    completeSignIn: 'people',
    refreshSession: 'people',
    register: 'people',
    acceptInvitation: 'people',
    requestPasswordReset: 'people',
    trackComplaint: 'people',
    submitPublicComplaint: 'people',
    startProviderSignIn: 'people',
    completeProviderSignIn: 'people',
    signOut: signedIn,
    changePassword: signedIn,
    endSessions: signedIn,
    startSecondFactor: signedIn,
    confirmSecondFactor: signedIn,
    renewRecoveryCodes: signedIn,
    turnOffSecondFactor: signedIn,
    startIdentityLink: signedIn,
    completeIdentityLink: signedIn,
    unlinkIdentity: signedIn,
    submitComplaint: consumers,
    logComplaint: orSoftware(helpDeskAndManagers, 'complaints:submit'),
    submitComplaints: orSoftware(helpDeskAndManagers, 'complaints:submit'),
    startComplaint: staff,
    assignComplaint: orSoftware(helpDeskAndManagers, 'complaints:write'),
    awaitConsumer: staff,
    awaitThirdParty: staff,
    resumeComplaint: staff,
    addResolutionNote: orSoftware(staff, 'comments:write'),
    resolveComplaint: supportAndManagers,
    acceptResolution: consumersAndHelpDesk,
    rejectResolution: consumers,
    reopenComplaint: consumersAndManagers,
    withdrawComplaint: consumersAndHelpDesk,
    classifyComplaint: orSoftware(staff, 'complaints:write'),
    addComment: orSoftware(signedIn, 'comments:write'),
    createPerson: orSoftware(helpDeskAndManagers, 'people:write'),
    updatePerson: orSoftware(helpDeskAndManagers, 'people:write'),
    invitePerson: helpDeskAndManagers,
    createUser: admins,
    updateUser: admins,
    disableUser: admins,
    enableUser: admins,
    resetUserPassword: admins,
    resetSecondFactor: admins,
    endUserSessions: admins,
    createCategory: admins,
    updateCategory: admins,
    archiveCategory: admins,
    restoreCategory: admins,
    updateOrganisation: admins,
    verifyAudit: admins,
    saveIdentityProvider: admins,
    registerDocument: admins,
    removeDocument: admins,
    createServiceToken: admins,
    revokeServiceToken: admins,
    createWebhookEndpoint: admins,
    updateWebhookEndpoint: admins,
    enableWebhookEndpoint: admins,
    disableWebhookEndpoint: admins,
    deleteWebhookEndpoint: admins,
    rotateWebhookSecret: admins,
    endWebhookSecretOverlap: admins,
    sendTestWebhook: admins,
    resendWebhook: admins,
    replayWebhooks: admins,
  },
  Subscription: {
    complaintChanged: orSoftware(signedIn, 'complaints:read'),
    complaintsChanged: orSoftware(signedIn, 'complaints:read'),
    notifications: signedIn,
  },
};

/** What somebody may use besides what is open, who has to set up a second factor first. Everything else is denied them. */
export const settingUpOperations: readonly string[] = [
  'Mutation.signOut',
  'Mutation.startSecondFactor',
  'Mutation.confirmSecondFactor',
];

/** Fields that not everybody who reaches their object may read. */
export const guardedFields: Record<string, Record<string, Permission>> = {
  User: {
    username: orSoftware(staff, 'users:read'),
    email: orSoftware(staff, 'users:read'),
    lastSignInAt: orSoftware(staff, 'users:read'),
    createdAt: orSoftware(staff, 'users:read'),
    person: orSoftware(staff, 'users:read'),
    hasSecondFactor: admins,
    externalIdentities: admins,
  },
  Category: { complaintCount: orSoftware(staff, 'reports:read') },
  Organisation: { redressLimitMinor: staff },
};

/** Whether a person (null: a visitor) may use what has this permission. */
export function mayUse(permission: Permission, role: Role | null): boolean {
  if (permission === 'open' || permission === 'people') return true;
  const allowed = 'scopes' in permission ? permission.roles : permission;
  return role !== null && allowed.includes(role);
}

/** The scopes of which a service token needs one to use what has this permission; null when it needs none. Empty: no token may. */
export function neededScopes(permission: Permission): readonly TokenScope[] | null {
  if (permission === 'open') return null;
  return typeof permission === 'object' && 'scopes' in permission ? permission.scopes : [];
}
