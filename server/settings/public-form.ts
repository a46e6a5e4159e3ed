import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';
import { listCategories } from '../categories/category.queries.ts';
import type { Category } from '../categories/category.types.ts';
import { createContext, type Context } from '../context.ts';
import { setAside } from '../db/pools.ts';
import { findTenantBySlug } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { findSettings } from './settings.queries.ts';

/** An open public form, as its type resolves from it. */
export interface OpenForm {
  organisation: string;
  name: string;
  tenant: Tenant;
}

/** The public form of the organisation of that slug; null when it is unknown or its form is closed. */
export async function findPublicForm(context: Context, slug: string): Promise<OpenForm | null> {
  const tenant = await findTenantBySlug(context.services.pools, slug.trim().toLowerCase());
  if (!tenant) return null;
  return asVisitor(context, tenant, async (visitor) => {
    const settings = await findSettings(await visitor.read());
    return settings.publicFormOpen ? { organisation: tenant.slug, name: settings.name, tenant } : null;
  });
}

/** The categories that the form offers, with what was asked of them. */
export function listFormCategories(
  context: Context,
  info: GraphQLResolveInfo,
  tenant: Tenant,
): Promise<Category[]> {
  return asVisitor(context, tenant, (visitor) => listCategories(visitor, info, 'public'));
}

/** Reads as somebody who sees nothing in particular of the tenant, whoever makes the request. */
async function asVisitor<Result>(
  context: Context,
  tenant: Tenant,
  read: (visitor: Context) => Promise<Result>,
): Promise<Result> {
  const nobody: Viewer = {
    kind: 'tracking',
    tenant,
    sessionId: '',
    role: 'consumer',
    scopes: [],
    userId: null,
    personId: null,
    trackedComplaintId: null,
    displayName: '',
    mustSetUpFactor: false,
  };
  const services = { ...context.services, pools: setAside(context.services.pools) };
  const visitor = createContext(services, nobody, context.origin, () => Promise.resolve([]));
  try {
    return await read(visitor);
  } finally {
    await visitor.end();
  }
}
