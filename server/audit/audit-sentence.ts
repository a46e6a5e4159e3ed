/** An audit event as a short sentence: “Mara Lind: complaint resolved, ACME-2026-000123.” */
export function auditSentence(actor: string, action: string, subject: string | null): string {
  const words = action.replace('.', ' ').replaceAll('_', ' ');
  return subject ? `${actor}: ${words}, ${subject}.` : `${actor}: ${words}.`;
}
