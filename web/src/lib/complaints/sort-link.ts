import type { AddressParameters } from '#lib/api/url-enums.ts';
import { sorts, type SortName } from './list-query.ts';

interface SortLink {
  href: string;
  direction: 'ascending' | 'descending' | undefined;
}

/** Where a heading leads that orders by its column, one way or, on a second use, the other where there is one. */
export function sortLink(
  parameters: AddressParameters,
  ascending: SortName | null,
  descending: SortName | null,
): SortLink {
  const usual = parameters.get('q') ? 'match' : 'newest';
  const named = parameters.get('sort');
  const current = named && named in sorts ? named : usual;
  const isAscending = ascending !== null && current === ascending;
  const isDescending = descending !== null && current === descending;
  const next = isDescending ? (ascending ?? descending) : (descending ?? ascending);
  const rest = new URLSearchParams(parameters.toString());
  for (const name of ['after', 'before']) rest.delete(name);
  rest.set('sort', next ?? usual);
  return { href: `?${rest}`, direction: isAscending ? 'ascending' : isDescending ? 'descending' : undefined };
}
