import { expect, it } from 'vitest';
import { eventKindDescriptions, eventKindOf, eventKinds } from './event-kinds.ts';

it('what was done to a complaint is told under the name that partners know', () => {
  expect(eventKindOf('complaint.logged')).toBe('complaint.submitted');
  expect(eventKindOf('complaint.withdrawn')).toBe('complaint.closed');
  expect(eventKindOf('complaint.noted')).toBe('note.added');
});

it('what says nothing new about a complaint, and what is about something else, is told to nobody', () => {
  for (const action of ['complaint.acknowledged', 'complaint.mailed', 'complaint.imported', 'user.disabled'])
    expect(eventKindOf(action)).toBeNull();
});

it('every kind has words for people', () => {
  expect(Object.keys(eventKindDescriptions)).toEqual([...eventKinds]);
});
