import type { FuzzReport } from './run-fuzz.ts';

/** Heap that may be more at the end than after the first inputs: caches that are full by then and stay so. */
const heapMarginBytes = 40 * 2 ** 20;
/** Several requests may be worked on between two turns of the loop. */
const holdLimitMilliseconds = 250;

/** A machine that does other work too may refuse so many of all requests. */
const overloadShare = 0.005;

/** What did not hold, as sentences. */
export function brokenClaims(report: FuzzReport): string[] {
  const { findings, heapBefore, heapAfter, longestHoldMilliseconds, isForeignUntouched, overloaded } = report;
  return [
    ...findings.slice(0, 20).map(({ index, problems }) => `input ${index}: ${problems.join('; ')}`),
    ...(isForeignUntouched ? [] : ['something was changed in the other organisation']),
    ...(overloaded <= report.inputs * overloadShare
      ? []
      : [`${overloaded} requests were refused as too much to do`]),
    ...(heapAfter - heapBefore <= heapMarginBytes
      ? []
      : [`the heap grew by ${Math.round((heapAfter - heapBefore) / 2 ** 20)} MB`]),
    ...(longestHoldMilliseconds <= holdLimitMilliseconds
      ? []
      : [`the event loop was held for ${Math.round(longestHoldMilliseconds)} ms`]),
  ];
}
