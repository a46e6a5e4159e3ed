/** The paging arguments of a connection from the `after` and `before` that `<Pagination>` writes into the URL. */
export function pageVariables(
  url: URL,
  size: number,
): { first?: number; after?: string; last?: number; before?: string } {
  const before = url.searchParams.get('before');
  if (before) return { last: size, before };
  const after = url.searchParams.get('after');
  return after ? { first: size, after } : { first: size };
}
