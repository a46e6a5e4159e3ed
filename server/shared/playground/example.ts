import type { Role } from '../roles.ts';

/** Who an example is for: a role, somebody who has not signed in, or software with a service token. */
export type ExampleAudience = Role | 'visitor' | 'partner';

/** An operation that the playground offers, ready to run. */
export interface PlaygroundExample {
  name: string;
  /** What it shows, in one sentence. */
  about: string;
  document: string;
  /** Times in them are near the present. */
  variables?: (now: Date) => Record<string, unknown>;
  /** Ids and versions are looked up, as whoever is signed in, at the moment when the example is chosen. */
  lookUp?: {
    document: string;
    /** Path in the variables → path in the answer's data. */
    fill: Readonly<Record<string, string>>;
    /** What to say when there is nothing to fill in. */
    ifNone: string;
  };
}
