import type { FieldChange, NewAuditEvent } from '../audit/audit.store.ts';

/** An audit event about an endpoint. Its address is not told: others' addresses often have a secret in them. */
export function endpointEvent(
  action: string,
  endpoint: { id: string; description: string },
  changes: readonly FieldChange[] = [],
): NewAuditEvent {
  return {
    action,
    subjectType: 'webhookEndpoint',
    subjectId: endpoint.id,
    subjectLabel: endpoint.description,
    changes,
  };
}
