import { managerRoles, roles, staffRoles, type Role } from './roles.ts';

/**
 * Who may use an operation or a field: everybody, visitors included (`open`), or these roles. What somebody may do to which
 * thing is not here: that stands in the `where` of the SQL and in the lifecycle.
 */
export type Permission = 'open' | readonly Role[];

const signedIn: Permission = roles;
const staff: Permission = staffRoles;
const managers: Permission = managerRoles;
const admins: Permission = ['admin'];
const consumers: Permission = ['consumer'];
const consumersAndHelpDesk: Permission = ['consumer', 'help_desk'];
const helpDeskAndManagers: Permission = ['help_desk', ...managerRoles];
const supportAndManagers: Permission = ['support', ...managerRoles];
const consumersAndManagers: Permission = ['consumer', ...managerRoles];

/** Root operations. One that is not here is denied, and the build fails. */
export const operationPermissions: Record<'Query' | 'Mutation', Record<string, Permission>> = {
  Query: {
    viewer: 'open',
    publicForm: 'open',
    node: signedIn,
    complaint: signedIn,
    complaintByReference: signedIn,
    complaints: signedIn,
    complaintStatistics: signedIn,
    categories: signedIn,
    people: staff,
    users: staff,
    workload: managers,
    auditEvents: managers,
  },
  Mutation: {
    signIn: 'open',
    refreshSession: 'open',
    register: 'open',
    acceptInvitation: 'open',
    trackComplaint: 'open',
    submitPublicComplaint: 'open',
    signOut: signedIn,
    changePassword: signedIn,
    submitComplaint: consumers,
    logComplaint: staff,
    startComplaint: staff,
    assignComplaint: helpDeskAndManagers,
    awaitConsumer: staff,
    awaitThirdParty: staff,
    resumeComplaint: staff,
    addResolutionNote: staff,
    resolveComplaint: supportAndManagers,
    acceptResolution: consumersAndHelpDesk,
    rejectResolution: consumers,
    reopenComplaint: consumersAndManagers,
    withdrawComplaint: consumersAndHelpDesk,
    classifyComplaint: staff,
    addComment: signedIn,
    createPerson: helpDeskAndManagers,
    updatePerson: helpDeskAndManagers,
    invitePerson: helpDeskAndManagers,
    createUser: admins,
    updateUser: admins,
    disableUser: admins,
    enableUser: admins,
    resetUserPassword: admins,
    createCategory: admins,
    updateCategory: admins,
    archiveCategory: admins,
    restoreCategory: admins,
    updateOrganisation: admins,
  },
};

/** Fields that not everybody who reaches their object may read. */
export const guardedFields: Record<string, Record<string, Permission>> = {
  User: { username: staff, email: staff, lastSignInAt: staff, createdAt: staff, person: staff },
  Category: { complaintCount: staff },
  Organisation: { redressLimitMinor: staff },
};

/** Every other field of every other type, by type: a field that stands in neither table fails the build. */
export const openFields: Record<string, readonly string[]> = {};

/** Whether somebody (null: a visitor) may use what has this permission. */
export function mayUse(permission: Permission, role: Role | null): boolean {
  return permission === 'open' || (role !== null && permission.includes(role));
}
