import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What a number must be read with: the machine, its load before the run, and the versions. */
export function machineFacts(): [string, string][] {
  return [
    ['when', new Date().toISOString()],
    ['processors', `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
    ['load before', describeLoad()],
    ['node', process.version],
  ];
}

/** The load averages of 1, 5 and 15 minutes. Numbers from a machine with more load than processors are not to be compared. */
export function describeLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
}
