import { hasScope, type Viewer } from '../auth/viewer.ts';
import {
  judgeActions,
  type ActionVerdict,
  type ComplaintAction,
  type LifecycleFacts,
} from '../shared/lifecycle.ts';
import { neededScopes, operationPermissions } from '../shared/permissions.ts';

/** The mutations of the actions that software may take. */
const mutations: Partial<Record<ComplaintAction, string>> = {
  assign: 'assignComplaint',
  add_resolution_note: 'addResolutionNote',
};

/** Judges every action for a viewer, in the table's order; for software also by the scopes of its token. */
export function judgeFor(viewer: Viewer, facts: LifecycleFacts): ActionVerdict[] {
  const verdicts = judgeActions(facts, viewer.role);
  return viewer.role === 'service' ? verdicts.map((verdict) => withinScopes(viewer, verdict)) : verdicts;
}

function withinScopes(viewer: Viewer, verdict: ActionVerdict): ActionVerdict {
  const mutation = operationPermissions.Mutation[mutations[verdict.action] ?? ''];
  const scopes = mutation ? (neededScopes(mutation) ?? []) : [];
  if (!verdict.allowed || hasScope(viewer, ...scopes)) return verdict;
  return { ...verdict, allowed: false, reason: `The token has not the scope ${scopes.join(' or ')}.` };
}
