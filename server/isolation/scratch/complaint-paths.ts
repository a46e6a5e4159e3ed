import type { Caller } from './caller.ts';
import type { CastName, CastOrganisation } from './cast.ts';

/** One move on the way: who, which mutation, and its input besides id and version. */
type Step = [CastName, string, Record<string, unknown>];

/** What a resolution needs. */
export const resolution = {
  outcome: 'UPHELD',
  explanation: 'A bad seal.',
  rootCause: 'Seal supplier',
  remedy: 'A new one',
};

/** What a complaint needs. */
export const complaintText = {
  subject: 'The kettle leaks',
  description: 'It leaks from the base since the second day.',
};

const started: Step[] = [['support', 'startComplaint', {}]];
const resolved: Step[] = [...started, ['support', 'resolveComplaint', resolution]];
const closed: Step[] = [...resolved, ['consumer', 'acceptResolution', {}]];

/** How a complaint comes to a state, through the API. */
const paths = {
  open: [],
  inProgress: started,
  waitingForConsumer: [...started, ['support', 'awaitConsumer', { question: 'Which colour?' }]],
  waitingForThirdParty: [...started, ['support', 'awaitThirdParty', { reason: 'The supplier' }]],
  withHelpDesk: [['helpDesk', 'startComplaint', {}]],
  resolved,
  rejectedTwice: [
    ...resolved,
    ['consumer', 'rejectResolution', { reason: 'It still leaks.' }],
    ['support', 'resolveComplaint', resolution],
    ['consumer', 'rejectResolution', { reason: 'It leaks again.' }],
  ],
  closed,
} as const satisfies Record<string, Step[]>;

export type ComplaintState = keyof typeof paths;

/** Submits a complaint as the organisation's consumer and moves it to a state. Time stands still meanwhile. */
export async function bringTo(
  api: Caller,
  { viewers }: CastOrganisation,
  state: ComplaintState,
  text: Record<string, unknown> = complaintText,
): Promise<{ id: string; version: number }> {
  const submitted = await api.change(viewers.consumer, 'submitComplaint', text);
  let complaint = submitted.complaint;
  for (const [who, mutation, input] of paths[state] as readonly Step[]) {
    const { id, version } = complaint ?? {};
    ({ complaint } = await api.change(viewers[who], mutation, { id, version, ...input }));
  }
  if (!complaint) throw new Error(`The path to ${state} is barred`);
  return { id: complaint.id, version: complaint.version };
}
