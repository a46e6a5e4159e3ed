/** What the writers were promised. Keyed by the words that each write carries and no other has. */
export interface Ledger {
  /** Complaints whose submission was answered: their subject, and what the answer said. */
  complaints: Map<string, { id: string; reference: string }>;
  /** Comments whose writing was answered, and on which complaint. */
  comments: Map<string, { complaintId: string }>;
  /** Complaints (global ids) whose withdrawal was answered. */
  withdrawn: Set<string>;
  /** Every subject and body that was ever sent: what stands in the database must be among them. */
  sent: Set<string>;
}

/** An empty ledger. */
export function newLedger(): Ledger {
  return { complaints: new Map(), comments: new Map(), withdrawn: new Set(), sent: new Set() };
}

/** How many writes were acknowledged. */
export function countAcknowledged({ complaints, comments, withdrawn }: Ledger): number {
  return complaints.size + comments.size + withdrawn.size;
}
