/** Something that should not be so. `check` is its stable name, for scripts; the sentence is for people. */
export interface Finding {
  check: string;
  /** The tenant, table, function, field or place. */
  where: string;
  what: string;
}

/** What a part of the self-test writes down. */
export interface Notebook {
  /** Something that should not be so; told once, however often it is seen. */
  found(check: string, where: string, what: string): void;
  /** How many things of a kind were looked at; adds up. */
  looked(what: string, count: number): void;
  /** A way that is known to be open, and why it may be. */
  accepted(what: string): void;
}

/** What stands in a notebook. */
export interface Notes {
  findings: Finding[];
  /** How many things of each kind. */
  looked: Record<string, number>;
  accepted: string[];
}

/** Opens an empty notebook; `read` gives what stands in it so far. */
export function openNotebook(): Notebook & { read(): Notes } {
  const findings = new Map<string, Finding>();
  const looked = new Map<string, number>();
  const accepted = new Set<string>();
  return {
    found: (check, where, what) => void findings.set(`${check}\n${where}\n${what}`, { check, where, what }),
    looked: (what, count) => void looked.set(what, (looked.get(what) ?? 0) + count),
    accepted: (what) => void accepted.add(what),
    read: () => ({
      findings: [...findings.values()],
      looked: Object.fromEntries(looked),
      accepted: [...accepted],
    }),
  };
}
