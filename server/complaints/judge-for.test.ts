import { expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import type { LifecycleFacts } from '../shared/lifecycle.ts';
import type { TokenScope } from '../shared/token-scopes.ts';
import { judgeFor } from './judge-for.ts';

const facts: LifecycleFacts = {
  ...{ status: 'in_progress', waitingFor: null, isAssigned: true, isAssignee: false, needsManager: false },
  ...{ resolvedAt: null, closedAt: null, now: new Date('2026-11-23T12:00:00Z') },
  ...{ rejectWindowDays: 14, reopenWindowDays: 30, closeAfterDays: 14 },
};

it.each<[TokenScope[], string[]]>([
  [['complaints:read'], []],
  [['complaints:read', 'complaints:write'], ['assign']],
  [['complaints:read', 'comments:write'], ['add_resolution_note']],
  [
    ['complaints:write', 'comments:write'],
    ['assign', 'add_resolution_note'],
  ],
])('software with the scopes %j may do what they allow, and no more: %j', (scopes, allowed) => {
  const verdicts = judgeFor({ role: 'service', scopes } as unknown as Viewer, facts);
  expect(verdicts.filter((verdict) => verdict.allowed).map(({ action }) => action)).toEqual(allowed);
});
