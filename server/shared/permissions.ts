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
export const openFields: Record<string, readonly string[]> = {
  AcceptInvitationPayload: ['session', 'errors'],
  AcceptResolutionPayload: ['complaint', 'errors'],
  Acceptance: ['method', 'evidence', 'acceptedAt'],
  AddCommentPayload: ['comment', 'complaint', 'errors'],
  AddResolutionNotePayload: ['complaint', 'errors'],
  ArchiveCategoryPayload: ['category', 'errors'],
  AssignComplaintPayload: ['complaint', 'errors'],
  AuditEvent: ['id', 'action', 'summary', 'subjectType', 'subjectId', 'subject', 'subjectLabel', 'actorName', 'actorKind', 'actorRole', 'occurredAt', 'client', 'requestId', 'changes'],
  AuditEventConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  AuditEventEdge: ['cursor', 'node'],
  AvailableAction: ['action', 'allowed', 'reason'],
  AwaitConsumerPayload: ['complaint', 'errors'],
  AwaitThirdPartyPayload: ['complaint', 'errors'],
  Category: ['id', 'version', 'name', 'isArchived', 'parent', 'children'],
  CategoryCount: ['category', 'count'],
  Change: ['field', 'from', 'to'],
  ChangePasswordPayload: ['viewer', 'errors'],
  ClassifyComplaintPayload: ['complaint', 'errors'],
  Comment: ['id', 'kind', 'body', 'authorName', 'authorRole', 'createdAt', 'isMine'],
  CommentConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  CommentEdge: ['cursor', 'node'],
  Complaint: ['id', 'reference', 'version', 'status', 'waitingFor', 'waitingReason', 'waitingSince', 'subject', 'description', 'desiredOutcome', 'channel', 'priority', 'receivedAt', 'createdAt', 'updatedAt', 'consumer', 'assignee', 'category', 'resolution', 'acceptance', 'closeReason', 'resolvedAt', 'closedAt', 'firstClosedAt', 'confirmBy', 'reopenUntil', 'reopenCount', 'needsManager', 'isOverdue', 'isImported', 'externalReference', 'commentCount', 'deadlines', 'availableActions', 'comments', 'timeline'],
  ComplaintConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  ComplaintEdge: ['cursor', 'node'],
  ComplaintStatistics: ['total', 'open', 'inProgress', 'waiting', 'resolved', 'closed', 'overdue', 'dueSoon', 'unassigned', 'mine', 'needsManager', 'reopened', 'closedLast30Days', 'receivedLast30Days', 'medianDaysToClose', 'byCategory', 'byDay'],
  ConflictError: ['code', 'message', 'path'],
  CreateCategoryPayload: ['category', 'errors'],
  CreatePersonPayload: ['person', 'errors'],
  CreateUserPayload: ['user', 'errors', 'invitationUrl'],
  CredentialsError: ['code', 'message', 'path'],
  DayCount: ['day', 'received', 'closed'],
  Deadline: ['kind', 'dueAt', 'metAt', 'isOverdue'],
  DisableUserPayload: ['user', 'errors'],
  EnableUserPayload: ['user', 'errors'],
  InputError: ['code', 'message', 'path'],
  InvalidTransitionError: ['code', 'message', 'path', 'allowed'],
  InvitePersonPayload: ['user', 'errors', 'invitationUrl', 'person'],
  LogComplaintPayload: ['complaint', 'errors'],
  NotAllowedError: ['code', 'message', 'path'],
  NotFoundError: ['code', 'message', 'path'],
  Organisation: ['id', 'slug', 'name', 'version', 'registrationOpen', 'publicFormOpen', 'acknowledgeWithinDays', 'finalResponseWithinDays', 'rejectWindowDays', 'reopenWindowDays', 'closeAfterDays', 'reminderDays', 'currency', 'timeZone', 'showStaffSurnames'],
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  Person: ['id', 'version', 'name', 'email', 'phone', 'address', 'isImported', 'hasAccount', 'createdAt', 'complaintCount'],
  PersonConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  PersonEdge: ['cursor', 'node'],
  PublicForm: ['organisation', 'name', 'categories'],
  Redress: ['amountMinor', 'currency'],
  RefreshSessionPayload: ['session', 'errors'],
  RegisterPayload: ['session', 'errors'],
  RejectResolutionPayload: ['complaint', 'errors'],
  ReopenComplaintPayload: ['complaint', 'errors'],
  ResetUserPasswordPayload: ['user', 'errors', 'invitationUrl'],
  Resolution: ['outcome', 'explanation', 'rootCause', 'remedy', 'redress', 'proposedBy', 'resolvedAt'],
  ResolveComplaintPayload: ['complaint', 'errors'],
  RestoreCategoryPayload: ['category', 'errors'],
  ResumeComplaintPayload: ['complaint', 'errors'],
  Session: ['accessToken', 'refreshToken', 'expiresAt', 'viewer'],
  SignInPayload: ['session', 'errors'],
  SignOutPayload: ['isSignedOut', 'errors'],
  StaleVersionError: ['code', 'message', 'path', 'current'],
  StartComplaintPayload: ['complaint', 'errors'],
  SubmitComplaintPayload: ['complaint', 'errors'],
  SubmitPublicComplaintPayload: ['reference', 'trackingUrl', 'errors'],
  TimelineEvent: ['id', 'action', 'summary', 'actorName', 'actorKind', 'actorRole', 'occurredAt', 'changes'],
  TimelineEventConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  TimelineEventEdge: ['cursor', 'node'],
  TrackComplaintPayload: ['session', 'errors'],
  UpdateCategoryPayload: ['category', 'errors'],
  UpdateOrganisationPayload: ['organisation', 'errors'],
  UpdatePersonPayload: ['person', 'errors'],
  UpdateUserPayload: ['user', 'errors'],
  User: ['id', 'version', 'displayName', 'role', 'status'],
  UserConnection: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  UserEdge: ['cursor', 'node'],
  Viewer: ['id', 'role', 'displayName', 'user', 'person', 'organisation', 'trackedComplaint'],
  WithdrawComplaintPayload: ['complaint', 'errors'],
  Workload: ['user', 'open', 'waiting', 'overdue', 'dueSoon', 'resolvedLast30Days'],
};

/** Whether somebody (null: a visitor) may use what has this permission. */
export function mayUse(permission: Permission, role: Role | null): boolean {
  return permission === 'open' || (role !== null && permission.includes(role));
}
