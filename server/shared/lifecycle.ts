import { isManager, roleNames, type ViewerRole } from './roles.ts';

/** The backbone that everyone sees: Open → In progress → Resolved → Closed. */
export const complaintStatuses = ['open', 'in_progress', 'resolved', 'closed'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** What an in-progress complaint may be waiting for. */
export const waitingReasons = ['consumer', 'third_party'] as const;
export type WaitingFor = (typeof waitingReasons)[number];

/** Every action on an existing complaint; submit and log create one and stand outside the table. */
export const complaintActions = [
  'start',
  'assign',
  'await_consumer',
  'await_third_party',
  'resume',
  'add_resolution_note',
  'resolve',
  'accept',
  'reject',
  'close_unanswered',
  'reopen',
  'withdraw',
] as const;
export type ComplaintAction = (typeof complaintActions)[number];

/** What the rules look at. All of it is on the complaint's row, the tenant's settings, or the viewer. */
export interface LifecycleFacts {
  status: ComplaintStatus;
  waitingFor: WaitingFor | null;
  isAssigned: boolean;
  /** The viewer is the assignee. */
  isAssignee: boolean;
  /** A second rejection took the case away from those who handled it: a manager decides who takes it next. */
  needsManager: boolean;
  resolvedAt: Date | null;
  closedAt: Date | null;
  rejectWindowDays: number;
  reopenWindowDays: number;
  closeAfterDays: number;
  now: Date;
}

/** Who acts: a role of the tenant, software with a service token, or the system's clock. */
export type LifecycleActor = ViewerRole | 'system';

const leads = (actor: LifecycleActor) => actor !== 'system' && actor !== 'service' && isManager(actor);

type Condition = (facts: LifecycleFacts, actor: LifecycleActor) => string | null;

interface LifecycleRow {
  action: ComplaintAction;
  from: readonly ComplaintStatus[];
  to: ComplaintStatus | 'unchanged';
  actors: readonly LifecycleActor[];
  /** Each answers null, or the sentence that tells why not. */
  conditions: readonly Condition[];
}

const dayMilliseconds = 86_400_000;

const onlyWhileNotWaiting: Condition = (facts) =>
  facts.waitingFor ? 'The complaint is already waiting.' : null;

const onlyWhileWaiting: Condition = (facts) =>
  facts.waitingFor ? null : 'The complaint is not waiting for anyone.';

const onlyWhenAssigned: Condition = (facts) =>
  facts.isAssigned ? null : 'Nobody is assigned yet: start or assign the complaint first.';

const onlyAssigneeOrManager: Condition = (facts, actor) =>
  facts.isAssignee || leads(actor) ? null : 'Only the assignee or a manager can do this.';

const onlyUnclaimed: Condition = (facts, actor) => {
  if (facts.isAssignee) return 'The complaint is already yours.';
  if (facts.isAssigned && actor === 'support')
    return 'Somebody else is working on it: a manager can reassign it.';
  return null;
};

const managerDecides: Condition = (facts, actor) =>
  facts.needsManager && !leads(actor)
    ? 'The consumer rejected the resolution twice: a manager decides who takes it.'
    : null;

const withinRejectWindow: Condition = (facts) =>
  isWithinDays(facts.resolvedAt, facts.rejectWindowDays, facts.now)
    ? null
    : `A resolution can be rejected within ${facts.rejectWindowDays} days.`;

const withinReopenWindow: Condition = (facts, actor) =>
  actor !== 'consumer' || isWithinDays(facts.closedAt, facts.reopenWindowDays, facts.now)
    ? null
    : `A closed complaint can be reopened within ${facts.reopenWindowDays} days. Please submit a new complaint.`;

const afterCloseWindow: Condition = (facts) =>
  isWithinDays(facts.resolvedAt, facts.closeAfterDays, facts.now)
    ? `The consumer still has time to answer: ${facts.closeAfterDays} days after the resolution.`
    : null;

/**
 * The state machine, held as data in this one place: the server enforces it, the web app draws it, a test walks every
 * status × action × role. A new move is a row.
 */
export const lifecycle: readonly LifecycleRow[] = [
  {
    action: 'start',
    from: ['open', 'in_progress'],
    to: 'in_progress',
    actors: ['help_desk', 'support', 'manager', 'admin'],
    conditions: [managerDecides, onlyUnclaimed],
  },
  {
    action: 'assign',
    from: ['open', 'in_progress'],
    to: 'in_progress',
    actors: ['help_desk', 'manager', 'admin', 'service'],
    conditions: [managerDecides],
  },
  {
    action: 'await_consumer',
    from: ['in_progress'],
    to: 'in_progress',
    actors: ['help_desk', 'support', 'manager', 'admin'],
    conditions: [onlyAssigneeOrManager, onlyWhileNotWaiting],
  },
  {
    action: 'await_third_party',
    from: ['in_progress'],
    to: 'in_progress',
    actors: ['help_desk', 'support', 'manager', 'admin'],
    conditions: [onlyAssigneeOrManager, onlyWhileNotWaiting],
  },
  {
    action: 'resume',
    from: ['in_progress'],
    to: 'in_progress',
    actors: ['help_desk', 'support', 'manager', 'admin'],
    conditions: [onlyAssigneeOrManager, onlyWhileWaiting],
  },
  {
    action: 'add_resolution_note',
    from: ['in_progress', 'resolved'],
    to: 'unchanged',
    actors: ['help_desk', 'support', 'manager', 'admin', 'service'],
    conditions: [],
  },
  {
    action: 'resolve',
    from: ['in_progress'],
    to: 'resolved',
    actors: ['support', 'manager', 'admin'],
    conditions: [onlyWhenAssigned, onlyAssigneeOrManager],
  },
  { action: 'accept', from: ['resolved'], to: 'closed', actors: ['consumer', 'help_desk'], conditions: [] },
  {
    action: 'reject',
    from: ['resolved'],
    to: 'in_progress',
    actors: ['consumer'],
    conditions: [withinRejectWindow],
  },
  {
    action: 'close_unanswered',
    from: ['resolved'],
    to: 'closed',
    actors: ['system'],
    conditions: [afterCloseWindow],
  },
  {
    action: 'reopen',
    from: ['closed'],
    to: 'in_progress',
    actors: ['consumer', 'manager', 'admin'],
    conditions: [withinReopenWindow],
  },
  {
    action: 'withdraw',
    from: ['open', 'in_progress', 'resolved'],
    to: 'closed',
    actors: ['consumer', 'help_desk'],
    conditions: [],
  },
];

/** Whether an action is allowed now and, if not, why: the sentence is meant for the person who asked. */
export interface ActionVerdict {
  action: ComplaintAction;
  allowed: boolean;
  reason: string | null;
}

/** Judges one action for one actor. The only place that does. */
export function judgeAction(
  action: ComplaintAction,
  facts: LifecycleFacts,
  actor: LifecycleActor,
): ActionVerdict {
  const row = lifecycleRow(action);
  return { action, ...verdict(row, facts, actor) };
}

/** Judges every action, in the table's order. */
export function judgeActions(facts: LifecycleFacts, actor: LifecycleActor): ActionVerdict[] {
  return lifecycle.map((row) => ({ action: row.action, ...verdict(row, facts, actor) }));
}

/** The status after the action. */
export function statusAfter(action: ComplaintAction, status: ComplaintStatus): ComplaintStatus {
  const { to } = lifecycleRow(action);
  return to === 'unchanged' ? status : to;
}

/** The last moment of a window of whole days that began at `start`, exclusive; null while it has not begun. */
export function windowEnd(start: Date | null, days: number): Date | null {
  return start && new Date(start.getTime() + days * dayMilliseconds);
}

/** How a status is called in sentences. */
export const statusNames: Record<ComplaintStatus, string> = {
  open: 'Open',
  in_progress: 'In progress',
  resolved: 'Resolved',
  closed: 'Closed',
};

function inSentence(status: ComplaintStatus): string {
  return statusNames[status].toLowerCase();
}

function lifecycleRow(action: ComplaintAction): LifecycleRow {
  const row = lifecycle.find((candidate) => candidate.action === action);
  if (!row) throw new Error(`No lifecycle row for ${action}`);
  return row;
}

function verdict(
  row: LifecycleRow,
  facts: LifecycleFacts,
  actor: LifecycleActor,
): Omit<ActionVerdict, 'action'> {
  const refuse = (reason: string) => ({ allowed: false, reason });
  if (!row.actors.includes(actor)) return refuse(`This is for: ${row.actors.map(actorName).join(', ')}.`);
  if (!row.from.includes(facts.status)) {
    const possible = row.from.map(inSentence).join(' or ');
    return refuse(`The complaint is ${inSentence(facts.status)}. This is possible while it is ${possible}.`);
  }
  for (const condition of row.conditions) {
    const reason = condition(facts, actor);
    if (reason) return refuse(reason);
  }
  return { allowed: true, reason: null };
}

function actorName(actor: LifecycleActor): string {
  if (actor === 'system') return 'the system';
  return actor === 'service' ? 'software with a service token' : roleNames[actor];
}

function isWithinDays(start: Date | null, days: number, now: Date): boolean {
  const end = windowEnd(start, days);
  return end !== null && now < end;
}
