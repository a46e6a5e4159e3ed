/**
 * What a service token needs for which operation and guarded field, written by hand from the page of service tokens. It is read by tests alone
 * and takes nothing from `shared/permissions.ts`: changing either alone turns a test red. What is not here, no token may use.
 *
 * `free`: every token may, also one whose scopes this version does not know. `any`: every token with some scope.
 */
const table = `
Query.viewer                 free
Query.publicForm             free
Query.installation           free
Query.invitation             free
Query.signInOptions          free
Query.serviceToken           free
Query.node                   any
Query.categories             any
Query.complaint              complaints:read complaints:submit
Query.complaintByReference   complaints:read complaints:submit
Query.complaints             complaints:read complaints:submit
Query.complaintStatistics    reports:read
Query.workload               reports:read
Query.people                 people:read
Query.users                  users:read
Query.auditEvents            audit:read

Subscription.complaintChanged   complaints:read
Subscription.complaintsChanged  complaints:read

Mutation.logComplaint        complaints:submit
Mutation.submitComplaints    complaints:submit
Mutation.assignComplaint     complaints:write
Mutation.classifyComplaint   complaints:write
Mutation.addComment          comments:write
Mutation.addResolutionNote   comments:write
Mutation.createPerson        people:write
Mutation.updatePerson        people:write

User.username                users:read
User.email                   users:read
User.lastSignInAt            users:read
User.createdAt               users:read
User.person                  users:read
Category.complaintCount      reports:read
`;

/** The scopes of which one suffices, or `free` or `any`, by `Type.field`. */
export const scopeMatrix: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/))
    .map(([name = '', ...scopes]) => [name, scopes]),
);

/** Every scope there is, by hand as well. */
export const allScopes = [
  'complaints:submit',
  'complaints:read',
  'complaints:write',
  'comments:write',
  'people:read',
  'people:write',
  'users:read',
  'reports:read',
  'audit:read',
] as const;
