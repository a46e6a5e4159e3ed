import type { SelectGroup } from '#lib/components/Select.svelte';

/** The actions of the audit trail that can be picked from, by what they happen to, in words. */
const actionNames: Record<string, Record<string, string>> = {
  Complaint: {
    'complaint.submitted': 'Submitted',
    'complaint.logged': 'Logged for the consumer',
    'complaint.acknowledged': 'Acknowledged',
    'complaint.started': 'Started',
    'complaint.assigned': 'Assigned',
    'complaint.consumer_asked': 'Consumer asked',
    'complaint.third_party_awaited': 'Third party awaited',
    'complaint.resumed': 'Resumed',
    'complaint.commented': 'Message written',
    'complaint.noted': 'Internal note',
    'complaint.resolution_noted': 'Resolution note',
    'complaint.classified': 'Category or priority set',
    'complaint.resolved': 'Resolved',
    'complaint.accepted': 'Resolution accepted',
    'complaint.rejected': 'Resolution rejected',
    'complaint.flagged': 'Flagged for a manager',
    'complaint.reminded': 'Consumer reminded',
    'complaint.closed_unanswered': 'Closed unanswered',
    'complaint.reopened': 'Reopened',
    'complaint.withdrawn': 'Withdrawn',
    'complaint.imported': 'Imported',
    'complaint.mailed': 'Mail sent',
    'complaint.mail_failed': 'Mail not sent',
  },
  User: {
    'user.created': 'User added',
    'user.updated': 'User changed',
    'user.invitation_accepted': 'Invitation accepted',
    'user.password_set': 'New password set by link',
    'user.disabled': 'User disabled',
    'user.enabled': 'User enabled',
    'user.password_changed': 'Password changed',
    'user.password_reset': 'Password reset',
    'user.sign_in_refused': 'Sign-in refused',
    'user.second_factor_started': 'Second factor begun',
    'user.second_factor_on': 'Second factor on',
    'user.second_factor_off': 'Second factor off',
    'user.second_factor_reset': 'Second factor taken away',
    'user.second_factor_failed': 'Five wrong codes after the right password',
    'user.recovery_codes_renewed': 'Recovery codes renewed',
    'user.recovery_code_used': 'Recovery code used',
    'user.identity_linked': 'Account at the provider linked',
    'user.identity_unlinked': 'Account at the provider unlinked',
    'user.sessions_ended': 'Signed out everywhere',
    'user.password_reset_requested': 'New password asked for',
  },
  Session: {
    'session.started': 'Signed in',
    'session.ended': 'Signed out',
    'session.token_reused': 'Old token used again',
  },
  Person: { 'person.created': 'Person added', 'person.updated': 'Person changed' },
  Category: {
    'category.created': 'Category added',
    'category.updated': 'Category renamed',
    'category.archived': 'Category archived',
    'category.restored': 'Category restored',
  },
  'API document': {
    'document.registered': 'Document registered',
    'document.removed': 'Document removed',
  },
  Webhook: {
    'service_token.created': 'API token made',
    'service_token.revoked': 'API token revoked',
    'webhook.created': 'Webhook added',
    'webhook.updated': 'Webhook changed',
    'webhook.enabled': 'Webhook switched on',
    'webhook.disabled': 'Webhook switched off',
    'webhook.deleted': 'Webhook removed',
    'webhook.secret_rotated': 'New secret of a webhook',
    'webhook.old_secret_ended': 'Old secret of a webhook ended',
    'webhook.tested': 'Webhook tested',
    'webhook.resent': 'Message of a webhook sent again',
    'webhook.replayed': 'Messages of a webhook replayed',
  },
  Organisation: {
    'settings.changed': 'Settings changed',
    'audit.exported': 'Audit log exported',
    'audit.verification_requested': 'Audit log verified',
    'settings.identity_provider_changed': 'Identity provider changed',
  },
};

/** The actions as choices of a filter. */
export const actionOptions: SelectGroup[] = Object.entries(actionNames).map(([label, actions]) => ({
  label,
  options: Object.entries(actions).map(([value, name]) => ({ value, label: name })),
}));

/** An action in words; one that is not known yet as software writes it. */
export function actionLabel(action: string): string {
  for (const actions of Object.values(actionNames)) {
    const name = actions[action];
    if (name) return name;
  }
  return action;
}
