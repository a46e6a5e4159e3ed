import { setTimeout as sleep } from 'node:timers/promises';

/** What was started and has to be stopped, in the opposite order. */
export interface Lifetime {
  /** Registers how to stop what was just started; given up after `limitMs`. */
  onStop(name: string, limitMs: number, stop: () => Promise<void> | void): void;
  isStopping(): boolean;
  /** Stops everything once, whoever asks, and ends the process. */
  end(exitCode: number): Promise<void>;
}

/** Begins a lifetime with nothing in it. `report` gets one line for each part that does not stop as it should. */
export function createLifetime(report: (line: string) => void): Lifetime {
  const steps: { name: string; limitMs: number; stop: () => Promise<void> | void }[] = [];
  let ending: Promise<void> | null = null;

  async function stopAll(exitCode: number): Promise<void> {
    // Not a loop over a copy: what is registered while we stop (a signal during the start) is stopped too.
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const { name, limitMs, stop } = step;
      const limit = sleep(limitMs, 'late' as const, { ref: false });
      try {
        if ((await Promise.race([stop(), limit])) === 'late')
          report(`${name} did not stop within ${limitMs / 1000} s.`);
      } catch (error) {
        report(
          `${name} did not stop as it should: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    process.exit(exitCode);
  }

  return {
    onStop: (name, limitMs, stop) => void steps.push({ name, limitMs, stop }),
    isStopping: () => ending !== null,
    end: (exitCode) => (ending ??= stopAll(exitCode)),
  };
}
