/** A measurement or an endurance run that takes minutes: `scripts/bench/<name>.ts` exports one as `bench`. */
export interface Bench {
  /** One line for the list of benches: what it claims. */
  summary: string;
  /** What `--name value` may say, with the value when it is not said. */
  options: Record<string, BenchOption>;
  /** Runs it whole and prints what it found; gives the claims that did not hold, as sentences. */
  run(options: BenchOptions, print: (line: string) => void): Promise<string[]>;
}

export interface BenchOption {
  summary: string;
  default: string | number | boolean;
}

/** The options of one run: each has the type of its default. */
export interface BenchOptions {
  number(name: string): number;
  text(name: string): string;
  flag(name: string): boolean;
}
