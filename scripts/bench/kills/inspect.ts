import type { Client } from 'pg';
import { fromGlobalId } from '../../../server/graphql/global-id.ts';
import type { Ledger } from './ledger.ts';

/** What the database holds after kills, against what was promised. */
export interface Inspection {
  complaints: number;
  comments: number;
  events: number;
  /** Acknowledged writes that are not there. */
  lost: string[];
  /** Complaints without their events, events without their complaint, references that are missing or doubled, words that nobody sent. */
  broken: string[];
}

interface ComplaintRow {
  id: string;
  reference: string;
  subject: string;
  status: string;
  version: number;
  isSearchable: boolean;
  submitted: number;
  acknowledged: number;
  withdrawn: number;
  commented: number;
  comments: number;
}

/** Reads one tenant's schema past the product and compares it with the ledger. Nobody writes meanwhile. */
export async function inspect(admin: Client, tenantKey: string, ledger: Ledger): Promise<Inspection> {
  await admin.query(`set search_path = "${tenantKey}"`);
  const complaints = await readComplaints(admin);
  const { rows: comments } = await admin.query<{ body: string; complaint_id: string }>(
    'select body, complaint_id from comments',
  );
  const { rows: events } = await admin.query<{ subject_id: string; action: string }>(
    `select subject_id, action from audit_events where subject_type = 'complaint'`,
  );
  const known = new Set(complaints.map(({ id }) => id));
  const words = [...complaints.map(({ subject }) => subject), ...comments.map(({ body }) => body)];
  return {
    complaints: complaints.length,
    comments: comments.length,
    events: events.length,
    lost: findLost(ledger, complaints, comments),
    broken: [
      ...complaints.flatMap(findHalves),
      ...events
        .filter(({ subject_id }) => !known.has(subject_id))
        .map(({ action, subject_id }) => `${action} tells of ${subject_id}, which is not there`),
      ...(await findReferenceGaps(admin, complaints)),
      ...findUnsent(ledger, words),
    ],
  };
}

async function readComplaints(admin: Client): Promise<ComplaintRow[]> {
  const count = (action: string) =>
    `(select count(*)::int from audit_events e where e.subject_id = c.id and e.action = '${action}')`;
  const { rows } = await admin.query<ComplaintRow>(`select id, reference, subject, status, version,
      length(search_staff) > 0 as "isSearchable", ${count('complaint.submitted')} as submitted,
      ${count('complaint.acknowledged')} as acknowledged, ${count('complaint.withdrawn')} as withdrawn,
      ${count('complaint.commented')} as commented,
      (select count(*)::int from comments m where m.complaint_id = c.id) as comments
    from complaints c`);
  return rows;
}

function findLost(
  { complaints, comments, withdrawn }: Ledger,
  rows: readonly ComplaintRow[],
  commentRows: readonly { body: string; complaint_id: string }[],
): string[] {
  const bySubject = new Map(rows.map((row) => [row.subject, row]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const commentOf = new Map(commentRows.map((row) => [row.body, row.complaint_id]));
  const uuidOf = (id: string) => fromGlobalId('Complaint', id) ?? '';
  const lost: string[] = [];
  for (const [subject, { id, reference }] of complaints) {
    const row = bySubject.get(subject);
    if (row?.id !== uuidOf(id) || row.reference !== reference)
      lost.push(`complaint ${reference} "${subject}", found ${JSON.stringify(row ?? null)}`);
  }
  for (const [body, { complaintId }] of comments) {
    if (commentOf.get(body) !== uuidOf(complaintId)) lost.push(`comment "${body}"`);
  }
  for (const id of withdrawn) {
    if (byId.get(uuidOf(id))?.status !== 'closed') lost.push(`the withdrawal of ${id}`);
  }
  return lost;
}

/** A complaint that was written in part. */
function findHalves(row: ComplaintRow): string[] {
  const isClosed = row.status === 'closed' ? 1 : 0;
  const isWhole =
    row.submitted === 1 &&
    row.acknowledged === 1 &&
    row.withdrawn === isClosed &&
    row.version === 1 + isClosed &&
    row.commented === row.comments &&
    row.isSearchable;
  return isWhole ? [] : [`half-written: ${JSON.stringify(row)}`];
}

/** References count from 1 without a gap and without a double, up to where their counter stands. */
async function findReferenceGaps(admin: Client, rows: readonly ComplaintRow[]): Promise<string[]> {
  const { rows: counters } = await admin.query<{ year: number; last_number: number }>(
    'select year, last_number from reference_counters',
  );
  return counters.flatMap(({ year, last_number }) => {
    const numbers = rows
      .map(({ reference }) => reference.split('-').slice(-2).map(Number))
      .filter(([of]) => of === year)
      .map(([, number]) => number ?? 0)
      .sort((a, b) => a - b);
    const isGapless =
      numbers.length === last_number && numbers.every((number, index) => number === index + 1);
    return isGapless
      ? []
      : [`references of ${year}: ${numbers.length} numbers, the counter stands at ${last_number}`];
  });
}

function findUnsent({ sent }: Ledger, words: readonly string[]): string[] {
  const twice = words.filter((word, index) => words.indexOf(word) !== index);
  return [
    ...words.filter((word) => !sent.has(word)).map((word) => `nobody sent "${word}"`),
    ...twice.map((word) => `"${word}" is there twice`),
  ];
}
