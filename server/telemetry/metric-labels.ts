import type { OperationWork } from './notes.ts';

/** How many different values labels take at most: every pair is a dozen time series. */
const most = { names: 300, namesOfOneTenant: 40, nameCharacters: 80, pairs: 2_000 } as const;

/** The labels of an operation. Words in brackets are ours, no client and no organisation can be called so. */
export interface OperationLabels {
  operation: string;
  tenant: string;
}

/** Gives operations their labels, so that what clients make up stays within bounds. */
export interface LabelBook {
  labelsOf(work: OperationWork): OperationLabels;
  /** Organisations that are gone make place for others. */
  keepTenants(isThere: (slug: string) => boolean): void;
}

export interface LabelOptions {
  /** Whether organisations are told apart. */
  labelsTenants: boolean;
  /** Names that are there in any case: the web app's. */
  knownNames: ReadonlySet<string>;
}

/**
 * Names of operations come from clients: beside those that are known the first ones are kept, of each organisation (and of all visitors together) so many that one of them
 * cannot use up all; whatever comes after is `(other)`.
 */
export function createLabelBook({ labelsTenants, knownNames }: LabelOptions): LabelBook {
  const names = new Set<string>();
  const namesBroughtBy = new Map<string, number>();
  const pairs = new Map<string, Set<string>>();
  let pairCount = 0;

  function nameOf({ name, type }: OperationWork, group: string): string {
    if (type === null) return '(invalid)';
    if (name === null) return '(anonymous)';
    if (knownNames.has(name) || names.has(name)) return name;
    const brought = namesBroughtBy.get(group) ?? 0;
    const isFull = names.size >= most.names || brought >= most.namesOfOneTenant;
    if (isFull || name.length > most.nameCharacters) return '(other)';
    names.add(name);
    namesBroughtBy.set(group, brought + 1);
    return name;
  }

  return {
    labelsOf(work) {
      const slug = work.tenant?.slug ?? '';
      const operation = nameOf(work, slug);
      if (!labelsTenants) return { operation, tenant: '' };
      const known = pairs.get(slug) ?? new Set<string>();
      if (!known.has(operation)) {
        if (pairCount >= most.pairs) return { operation, tenant: '(other)' };
        pairs.set(slug, known.add(operation));
        pairCount += 1;
      }
      return { operation, tenant: slug };
    },
    keepTenants(isThere) {
      for (const [slug, known] of pairs) {
        if (slug === '' || isThere(slug)) continue;
        pairs.delete(slug);
        namesBroughtBy.delete(slug);
        pairCount -= known.size;
      }
    },
  };
}
