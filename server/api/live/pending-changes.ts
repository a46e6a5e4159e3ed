import type { ChangeFact } from '../../live/live-event.ts';

/** What a stream has heard and not told yet. */
export interface PendingChanges {
  /** Null: something may have been missed. */
  add(changes: readonly ChangeFact[] | null): void;
  /** Waits for something and takes all there is, which the feed has gathered (server/live); null when the stream is over. */
  take(): Promise<{ changes: ChangeFact[]; isResync: boolean } | null>;
  end(): void;
  isOver(): boolean;
}

// A client that is slower than what happens looks at everything anew.
const most = 200;

/** Keeps what happens to one stream until it is told, within bounds. */
export function pendingChanges(): PendingChanges {
  let changes: ChangeFact[] = [];
  let isResync = false;
  let isOver = false;
  let wake: () => void = () => undefined;
  return {
    add(more) {
      if (more === null || changes.length + more.length > most) [changes, isResync] = [[], true];
      else if (!isResync) changes.push(...more);
      wake();
    },
    async take() {
      while (!isOver && !isResync && changes.length === 0)
        await new Promise<void>((resolve) => (wake = resolve));
      if (isOver) return null;
      const taken = { changes, isResync };
      [changes, isResync] = [[], false];
      return taken;
    },
    end() {
      isOver = true;
      wake();
    },
    isOver: () => isOver,
  };
}
