import type { Channel, Outcome, Priority } from '../shared/complaint.ts';
import type { Role } from '../shared/roles.ts';

/** One organisation of the demo: who works there, who complains, and what happened. */
export interface DemoOrganisation {
  slug: string;
  name: string;
  /** IANA. */
  timeZone: string;
  currency: string;
  redressLimitMinor: number;
  /** When its working day begins, in minutes after midnight UTC. */
  opensAtMinuteUtc: number;
  /** The administrator comes first. */
  staff: readonly DemoUser[];
  /** Who complains; those with a username have an account. */
  people: readonly DemoPerson[];
  /** Root categories and what stands below them. */
  categories: Readonly<Record<string, readonly string[]>>;
  stories: readonly Story[];
}

export interface DemoUser {
  username: string;
  displayName: string;
  role: Role;
  /** Days ago when they left; not given for those who still work there. */
  leftAgo?: number;
}

export interface DemoPerson {
  name: string;
  email?: string;
  phone?: string;
  address?: string;
  username?: string;
}

/** How a complaint came in: by the consumer's account, by the public form, or taken in by a member of staff. */
export type Intake = 'account' | 'public_form' | { channel: Channel; by: string };

/** The life of one complaint. Days are counted backwards from today; 0 is some minutes ago. */
export interface Story {
  /** The name of one of the people. */
  from: string;
  intake: Intake;
  /** Days ago when it was received. */
  ago: number;
  /** Days ago when it was entered; when it was received, if not given. */
  enteredAgo?: number;
  subject: string;
  text: string;
  wants?: string;
  /** `Parent / Child`, or a root. */
  category: string | null;
  priority?: Priority;
  /** In the order in which they happened. */
  steps: readonly Step[];
}

/** Something that somebody did with a complaint: a username of the staff, or the consumer. */
export type Step = { ago: number; by: string } & Deed;

export type Deed =
  | { do: 'start' | 'resume' }
  | { do: 'assign'; to: string }
  | { do: 'ask' | 'wait' | 'reply' | 'note' | 'resolution note' | 'reject' | 'reopen'; text: string }
  | { do: 'classify'; priority?: Priority; category?: string }
  | ({ do: 'resolve' } & ResolutionWords)
  | { do: 'accept'; evidence?: string }
  | { do: 'withdraw'; text?: string; evidence?: string };

export interface ResolutionWords {
  outcome: Outcome;
  explanation: string;
  rootCause: string;
  remedy: string;
  redressMinor?: number;
}

/** The actor of a step that the complainant takes. */
export const consumer = 'consumer';
