import { describe, expect, it } from 'vitest';
import { createLabelBook } from './metric-labels.ts';
import type { OperationWork } from './notes.ts';

const asked = (name: string | null, slug: string | null, type: string | null = 'query') =>
  ({ name, type, tenant: slug === null ? null : { key: 't', slug } }) as OperationWork;

const knownNames = new Set(['ComplaintList']);

describe('labels', () => {
  it('of one organisation that makes up names are bounded, and the others keep theirs', () => {
    const book = createLabelBook({ labelsTenants: true, knownNames });
    const names = new Set<string>();
    for (let number = 0; number < 1_000; number += 1)
      names.add(book.labelsOf(asked(`Made${number}`, 'acme')).operation);
    expect(names.size).toBe(41);
    expect(names).toContain('(other)');
    expect(book.labelsOf(asked('ComplaintList', 'acme')).operation, 'the web app’s').toBe('ComplaintList');
    expect(book.labelsOf(asked('Orders', 'bravo')).operation).toBe('Orders');
    expect(book.labelsOf(asked('Orders', 'acme')).operation).toBe('Orders');
  });

  it('of visitors are bounded together', () => {
    const book = createLabelBook({ labelsTenants: true, knownNames });
    const labels = Array.from({ length: 200 }, (_, number) => book.labelsOf(asked(`Visit${number}`, null)));
    expect(new Set(labels.map(({ operation }) => operation)).size).toBe(41);
    expect(new Set(labels.map(({ tenant }) => tenant))).toEqual(new Set(['']));
  });

  it('of many organisations are bounded, and those that are gone make place', () => {
    const book = createLabelBook({ labelsTenants: true, knownNames });
    const pairs = new Set<string>();
    for (let tenant = 0; tenant < 300; tenant += 1)
      for (let name = 0; name < 10; name += 1)
        pairs.add(Object.values(book.labelsOf(asked(`Name${name}`, `tenant-${tenant}`))).join(' '));
    expect(pairs.size).toBe(2_010);
    expect(book.labelsOf(asked('Name1', 'newcomer')).tenant).toBe('(other)');
    book.keepTenants((slug) => slug !== 'tenant-0');
    expect(book.labelsOf(asked('Name1', 'newcomer')).tenant).toBe('newcomer');
  });

  it('do not tell organisations apart when told not to', () => {
    const book = createLabelBook({ labelsTenants: false, knownNames });
    expect(book.labelsOf(asked('Orders', 'acme'))).toEqual({ operation: 'Orders', tenant: '' });
  });

  it('have words of ours for what has no name, is not valid, or has a name of enormous length', () => {
    const book = createLabelBook({ labelsTenants: true, knownNames });
    expect(book.labelsOf(asked(null, 'acme')).operation).toBe('(anonymous)');
    expect(book.labelsOf(asked(null, 'acme', null)).operation).toBe('(invalid)');
    expect(book.labelsOf(asked('A'.repeat(5_000), 'acme')).operation).toBe('(other)');
  });
});
