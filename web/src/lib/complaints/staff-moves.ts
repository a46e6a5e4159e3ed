import type { ComplaintAction, Role } from '#lib/api/generated.ts';
import { findAction, type ActionState } from './available-actions.ts';

/** What staff do with a complaint, in the words of a button. The consumer's own actions and the system's are not theirs. */
export const moveLabels = {
  RESUME: 'Go on with it',
  START: 'Start working on it',
  RESOLVE: 'Resolve',
  ASSIGN: 'Assign',
  AWAIT_CONSUMER: 'Ask the consumer',
  AWAIT_THIRD_PARTY: 'Wait for a third party',
  ACCEPT: 'Record an acceptance',
  REOPEN: 'Reopen',
  WITHDRAW: 'Record a withdrawal',
} as const satisfies Partial<Record<ComplaintAction, string>>;
export type StaffMove = keyof typeof moveLabels;

/** The name of the form, and of its action, of each move. */
export const moveForms: Record<StaffMove, string> = {
  RESUME: 'resume',
  START: 'start',
  RESOLVE: 'resolve',
  ASSIGN: 'assign',
  AWAIT_CONSUMER: 'ask',
  AWAIT_THIRD_PARTY: 'wait',
  ACCEPT: 'accept',
  REOPEN: 'reopen',
  WITHDRAW: 'withdraw',
};

type WithActions = {
  availableActions: readonly (ActionState & { action: ComplaintAction })[];
  needsManager: boolean;
};

/** Which of the allowed moves comes first for somebody of that role. */
const firstMoves: Record<Role, readonly StaffMove[]> = {
  CONSUMER: [],
  HELP_DESK: ['RESUME', 'ASSIGN', 'ACCEPT'],
  SUPPORT: ['RESUME', 'START', 'RESOLVE'],
  MANAGER: ['RESUME', 'RESOLVE', 'ASSIGN', 'REOPEN'],
  ADMIN: ['RESUME', 'RESOLVE', 'ASSIGN', 'REOPEN'],
};

/** The moves that are allowed now, the first one being what the viewer most likely came for. */
export function allowedMoves(complaint: WithActions, role: Role): StaffMove[] {
  const allowed = moves.filter((action) => findAction(complaint, action).allowed);
  const order = complaint.needsManager ? (['ASSIGN'] as const) : firstMoves[role];
  const first = order.find((action) => allowed.includes(action));
  return first ? [first, ...allowed.filter((action) => action !== first)] : allowed;
}

/** The forms of the moves that are not allowed now. */
export function goneForms(complaint: WithActions): string[] {
  return moves.filter((action) => !findAction(complaint, action).allowed).map((action) => moveForms[action]);
}

/** The moves that are not allowed now, each with the server's reason. */
export function refusedMoves(complaint: WithActions): { label: string; reason: string }[] {
  return moves.flatMap((action) => {
    const { allowed, reason } = findAction(complaint, action);
    return allowed || !reason ? [] : [{ label: moveLabels[action], reason }];
  });
}

const moves = Object.keys(moveLabels) as StaffMove[];
