import { slugProblem } from '../tenancy/tenant.ts';

/** A slug for a company that is not among `taken`; a collision, or a reserved word, gets -2, -3 … */
export function companySlug(company: string, taken: ReadonlySet<string>): string {
  const words = company
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const base = words.length >= 2 ? words : 'company';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug) && slugProblem(slug) === null) return slug;
  }
}
