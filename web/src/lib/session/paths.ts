/** Longer addresses than this are not led back to: the header that says so would be larger than proxies and browsers take. */
const longestNext = 2_000;

/** The sign-in of an organisation, which leads back to `next` afterwards. */
export function signInPath(tenant: string | undefined, next?: string): string {
  if (!tenant) return '/';
  const start = `/${tenant}`;
  const isKept = next && next !== start && next.length <= longestNext;
  return isKept ? `${start}/sign-in?next=${encodeURIComponent(next)}` : `${start}/sign-in`;
}

/** Where to go after the sign-in: only a page of the same organisation, never another site. */
export function safeNext(tenant: string, next: string | null): string {
  const start = `/${tenant}`;
  const path = sitePath(next);
  return path?.startsWith(`${start}/`) ? path : start;
}

/** A path of this site as browsers would ask for it: encoded, `..` and its other spellings taken out. Null for another site. */
export function sitePath(given: string | null): string | null {
  if (!given?.startsWith('/') || /^\/\/|[\\\u0000-\u001f]/.test(given)) return null;
  const { pathname, search, hash } = new URL(given, 'http://localhost');
  return pathname.includes('//') ? null : pathname + search + hash;
}

/** The start page of a role. */
export function startPath(tenant: string, role: string): string {
  return `/${tenant}/${role === 'CONSUMER' ? 'my' : 'desk'}`;
}

/** Where one sets up a second factor. */
export function secondFactorPath(tenant: string): string {
  return `/${tenant}/account/second-factor`;
}

/** The sign-in that takes over a form whose session had ended, to send it to `target` afterwards. */
export function keepPath(tenant: string | undefined, target: URL): string {
  const path = target.pathname + target.search;
  return `/${tenant}/sign-in?/keep&to=${path.length <= longestNext ? encodeURIComponent(path) : ''}`;
}
