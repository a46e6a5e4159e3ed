/** One case of the list of attacks: what must not work, what stands against it, and what shows that it does. */
export interface Attack {
  /** The case's number, 1 to 32. */
  number: number;
  group: 'Tenancy' | 'The edge' | 'Data';
  title: string;
  /** What is tried, and what must come of it. A and B are organisations; whoever attacks is of A. */
  threat: string;
  defences: readonly string[];
  proofs: readonly Proof[];
  /** Parts of the case whose feature is not there yet. */
  waiting?: readonly Waiting[];
}

export type Proof =
  /** A test: its file, and its name as it stands there. `maySkip` says where it does not run, and why. */
  | { kind: 'test'; file: string; name: string; maySkip?: string }
  /** `npm run bench -- <name>`: for what takes minutes. */
  | { kind: 'bench'; name: string; shows: string }
  /** `npm run <script>`. */
  | { kind: 'script'; name: string; shows: string };

/** A feature that is not there yet, and how to see that it has come. */
export interface Waiting {
  feature: string;
  /** What has to be shown when it comes. */
  then: string;
  /** Something of these in the schema, as SDL, or among the files' paths says that it is there. */
  probe: { schema?: RegExp; path?: RegExp };
  /** A line of the schema or a path that the probe must find: it is no probe otherwise. */
  example: string;
}

/** Tests of one file. */
export function tests(file: string, ...names: string[]): Proof[] {
  return names.map((name) => ({ kind: 'test', file, name }));
}

/** Tests of one file that do not run everywhere; `why` says where not. */
export function testsWhere(why: string, file: string, ...names: string[]): Proof[] {
  return names.map((name) => ({ kind: 'test', file, name, maySkip: why }));
}
