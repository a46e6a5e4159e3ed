import type { DemoOrganisation, Step, Story } from './story.ts';

const dayMilliseconds = 86_400_000;
const minuteMilliseconds = 60_000;

/** One thing that happens, and when. */
export interface Happening {
  at: Date;
  what:
    | { kind: 'received'; story: Story; receivedAt: Date }
    | { kind: 'step'; story: Story; step: Step }
    | { kind: 'clock'; story: Story }
    | { kind: 'left'; username: string };
}

/** The days after a resolution on which the system's clock has something to do: reminders, and the end of the window. */
const clockDays = [5, 10, 14];

/** Everything that happened in an organisation before `now`, oldest first. The same day gives the same times. Throws for a story out of order. */
export function scheduleStories(organisation: DemoOrganisation, now: Date): Happening[] {
  const happenings = organisation.stories.flatMap((story, index) =>
    scheduleStory(story, index, organisation.opensAtMinuteUtc, now),
  );
  for (const { username, leftAgo } of organisation.staff) {
    if (leftAgo !== undefined) {
      happenings.push({
        at: new Date(now.getTime() - leftAgo * dayMilliseconds),
        what: { kind: 'left', username },
      });
    }
  }
  return happenings.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function scheduleStory(story: Story, index: number, opensAtMinuteUtc: number, now: Date): Happening[] {
  const midnight = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds;
  // Spread over the day by the story's place, so that not everything happens at once.
  const firstMinute = opensAtMinuteUtc + ((index * 47) % 190);
  const minutesBetween = 32 + ((index * 13) % 29);
  let last = { ago: Infinity, at: 0, inDay: 0 };
  const momentOf = (ago: number): Date => {
    if (ago > last.ago) throw new Error(`Demo story "${story.subject}" goes back in time at day ${ago}`);
    const inDay = ago === last.ago ? last.inDay + 1 : 0;
    const minute = firstMinute + inDay * minutesBetween;
    const planned =
      ago === 0
        ? now.getTime() - (170 - inDay * 25 - (index % 20)) * minuteMilliseconds
        : midnight - ago * dayMilliseconds + minute * minuteMilliseconds;
    const at = Math.max(planned, last.at + minuteMilliseconds);
    if (at >= now.getTime()) throw new Error(`Demo story "${story.subject}" reaches into the future`);
    last = { ago, at, inDay };
    return new Date(at);
  };

  const receivedAt = momentOf(story.ago);
  const enteredAt = story.enteredAgo === undefined ? receivedAt : momentOf(story.enteredAgo);
  const happenings: Happening[] = [{ at: enteredAt, what: { kind: 'received', story, receivedAt } }];
  for (const step of story.steps) {
    const at = momentOf(step.ago);
    happenings.push({ at, what: { kind: 'step', story, step } });
    if (step.do === 'resolve') happenings.push(...clockAfter(at, story, now));
  }
  return happenings;
}

function clockAfter(resolvedAt: Date, story: Story, now: Date): Happening[] {
  return clockDays
    .map((days) => new Date(resolvedAt.getTime() + days * dayMilliseconds + minuteMilliseconds))
    .filter((at) => at < now)
    .map((at) => ({ at, what: { kind: 'clock', story } }));
}
