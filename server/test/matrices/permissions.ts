/**
 * Who may use which operation, written by hand from the product's page. It is read by tests alone and takes nothing from
 * `shared/permissions.ts`: changing either alone turns a test red.
 *
 *   v a visitor   c a consumer   t somebody with a tracking link   h the help desk   s support   m a manager   a an administrator
 */
const operationTable = `
Query.viewer                    v c t h s m a
Query.publicForm                v c t h s m a
Query.installation              v c t h s m a
Query.invitation                v c t h s m a
Query.signInOptions             v c t h s m a
Query.node                      - c t h s m a
Query.complaint                 - c t h s m a
Query.complaintByReference      - c t h s m a
Query.complaints                - c t h s m a
Query.complaintStatistics       - c t h s m a
Query.categories                - c t h s m a
Query.people                    - - - h s m a
Query.users                     - - - h s m a
Query.workload                  - - - - - m a
Query.auditEvents               - - - - - m a
Query.auditVerification         - - - - - - a
Query.sessions                  - c t h s m a
Query.outgoingMail              - - - - - - a
Query.identityProvider          - - - - - - a
Query.trustedDocuments          - - - - - - a
Query.serviceToken              v c t h s m a
Query.serviceTokens             - - - - - - a
Query.webhookEndpoints          - - - - - - a
Query.webhookDeliveries         - - - - - - a

Subscription.complaintChanged   - c t h s m a
Subscription.complaintsChanged  - c t h s m a
Subscription.notifications      - c t h s m a

Mutation.signIn                 v c t h s m a
Mutation.completeSignIn         v c t h s m a
Mutation.refreshSession         v c t h s m a
Mutation.register               v c t h s m a
Mutation.acceptInvitation       v c t h s m a
Mutation.requestPasswordReset   v c t h s m a
Mutation.trackComplaint         v c t h s m a
Mutation.submitPublicComplaint  v c t h s m a
Mutation.startProviderSignIn    v c t h s m a
Mutation.completeProviderSignIn v c t h s m a
Mutation.signOut                - c t h s m a
Mutation.changePassword         - c - h s m a
Mutation.endSessions            - c - h s m a
Mutation.startSecondFactor      - c - h s m a
Mutation.confirmSecondFactor    - c - h s m a
Mutation.renewRecoveryCodes     - c - h s m a
Mutation.turnOffSecondFactor    - c - h s m a
Mutation.startIdentityLink      - c - h s m a
Mutation.completeIdentityLink   - c - h s m a
Mutation.unlinkIdentity         - c - h s m a

Mutation.submitComplaint        - c - - - - -
Mutation.logComplaint           - - - h - m a
Mutation.submitComplaints       - - - h - m a
Mutation.startComplaint         - - - h s m a
Mutation.assignComplaint        - - - h - m a
Mutation.awaitConsumer          - - - h s m a
Mutation.awaitThirdParty        - - - h s m a
Mutation.resumeComplaint        - - - h s m a
Mutation.addResolutionNote      - - - h s m a
Mutation.resolveComplaint       - - - - s m a
Mutation.acceptResolution       - c t h - - -
Mutation.rejectResolution       - c t - - - -
Mutation.reopenComplaint        - c t - - m a
Mutation.withdrawComplaint      - c t h - - -
Mutation.classifyComplaint      - - - h s m a
Mutation.addComment             - c t h s m a

Mutation.createPerson           - - - h - m a
Mutation.updatePerson           - - - h - m a
Mutation.invitePerson           - - - h - m a
Mutation.createUser             - - - - - - a
Mutation.updateUser             - - - - - - a
Mutation.disableUser            - - - - - - a
Mutation.enableUser             - - - - - - a
Mutation.resetUserPassword      - - - - - - a
Mutation.resetSecondFactor      - - - - - - a
Mutation.endUserSessions        - - - - - - a
Mutation.createCategory         - - - - - - a
Mutation.updateCategory         - - - - - - a
Mutation.archiveCategory        - - - - - - a
Mutation.restoreCategory        - - - - - - a
Mutation.updateOrganisation     - - - - - - a
Mutation.verifyAudit            - - - - - - a
Mutation.saveIdentityProvider   - - - - - - a
Mutation.registerDocument       - - - - - - a
Mutation.removeDocument         - - - - - - a
Mutation.createServiceToken     - - - - - - a
Mutation.revokeServiceToken     - - - - - - a
Mutation.createWebhookEndpoint  - - - - - - a
Mutation.updateWebhookEndpoint  - - - - - - a
Mutation.enableWebhookEndpoint  - - - - - - a
Mutation.disableWebhookEndpoint - - - - - - a
Mutation.deleteWebhookEndpoint  - - - - - - a
Mutation.rotateWebhookSecret    - - - - - - a
Mutation.endWebhookSecretOverlap - - - - - - a
Mutation.sendTestWebhook        - - - - - - a
Mutation.resendWebhook          - - - - - - a
Mutation.replayWebhooks         - - - - - - a
`;

/** Fields that not everybody who reaches their object may read. */
const fieldTable = `
User.username                   - - - h s m a
User.email                      - - - h s m a
User.lastSignInAt               - - - h s m a
User.createdAt                  - - - h s m a
User.person                     - - - h s m a
User.hasSecondFactor            - - - - - - a
User.externalIdentities         - - - - - - a
Category.complaintCount         - - - h s m a
Organisation.redressLimitMinor  - - - h s m a
`;

/** What a member of staff may use, besides what visitors may, while the organisation waits for their second factor. */
export const settingUpMatrix: readonly string[] = [
  'Mutation.signOut',
  'Mutation.startSecondFactor',
  'Mutation.confirmSecondFactor',
];

/** One who asks, by letter. */
export const askers = ['v', 'c', 't', 'h', 's', 'm', 'a'] as const;
export type Asker = (typeof askers)[number];

export interface PermissionRow {
  /** `Mutation.signIn`, `User.email`. */
  name: string;
  type: string;
  field: string;
  /** Those who may, one letter each, in the order of `askers`. */
  may: string;
}

export const operationMatrix: readonly PermissionRow[] = readTable(operationTable);
export const fieldMatrix: readonly PermissionRow[] = readTable(fieldTable);

function readTable(table: string): PermissionRow[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [name = '', ...letters] = line.split(/\s+/);
    const [type = '', field = ''] = name.split('.');
    if (
      letters.length !== askers.length ||
      letters.some((letter, at) => letter !== '-' && letter !== askers[at])
    ) {
      throw new Error(`Not a row of the matrix: ${line}`);
    }
    return { name, type, field, may: letters.join('').replaceAll('-', '') };
  });
}
