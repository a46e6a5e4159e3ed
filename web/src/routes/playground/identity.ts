import type { PlaygroundViewerQuery, Role } from '#lib/api/generated.ts';

/** Who the playground's requests come from. */
export interface Identity {
  name: string;
  /** Null for software, which has scopes instead. */
  role: Role | null;
  organisation: string;
}

/** Who the API says that is asking; null for a visitor. */
export function identityOf({ viewer, serviceToken }: PlaygroundViewerQuery): Identity | null {
  if (viewer) return { name: viewer.displayName, role: viewer.role, organisation: viewer.organisation.name };
  return (
    serviceToken && { name: serviceToken.name, role: null, organisation: serviceToken.organisation.name }
  );
}
