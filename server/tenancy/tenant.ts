import { randomBytes } from 'node:crypto';
import { hasSlugShape } from '../shared/slug.ts';

/** A tenant as the registry knows it. `key` is the name of both its role and its schema. */
export interface Tenant {
  key: string;
  slug: string;
  name: string;
}

const keyShape = /^t_[a-z2-7]{26}$/;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Slugs that are paths of ours, or could be taken for one. */
const reservedSlugs: ReadonlySet<string> = new Set([
  'graphql',
  'playground',
  'health',
  'metrics',
  'schema',
  'api',
  'admin',
  'static',
  'assets',
  'app',
  'account',
  'sign-in',
  'sign-out',
  'login',
  'logout',
  'register',
  'track',
  'invitation',
  'public',
  'redress',
  'favicon',
  'robots',
  'well-known',
  'demo',
  'help',
  'about',
  'www',
]);

/** A new opaque tenant key: 130 random bits, never derived from the organisation's name. */
export function newTenantKey(): string {
  const characters = Array.from(randomBytes(26), (byte) => alphabet[byte & 31]);
  return `t_${characters.join('')}`;
}

/** Returns the key when it has the one shape a key can have; throws otherwise, before any SQL is made of it. */
export function checkTenantKey(key: string): string {
  if (!isTenantKey(key)) throw new Error('Not a tenant key');
  return key;
}

/** True when the text has the shape of a tenant key; whether there is such a tenant, the registry knows. */
export function isTenantKey(text: string): boolean {
  return keyShape.test(text);
}

/** Why a slug cannot be used, as a sentence; null when it can. */
export function slugProblem(slug: string): string | null {
  if (slug.length < 2 || slug.length > 60) return 'A slug has 2 to 60 characters.';
  if (!hasSlugShape(slug))
    return 'A slug has lower-case letters a to z, digits, and single hyphens between them.';
  if (reservedSlugs.has(slug)) return `The slug "${slug}" is reserved.`;
  return null;
}
