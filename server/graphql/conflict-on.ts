import { conflict, refused } from '../shared/refusal.ts';
import { brokenConstraint } from './change.ts';

/**
 * Turns the breach of one constraint into a refusal, for `.catch` of a change: the constraint is the judge of uniqueness, and the
 * transaction is rolled back by then. Every other fault is thrown on.
 */
export function conflictOn(
  constraint: string,
  message: string,
  path: string[],
): (error: unknown) => ReturnType<typeof refused> {
  return (error) => {
    if (brokenConstraint(error) === constraint) return refused(conflict(message, path));
    throw error;
  };
}
