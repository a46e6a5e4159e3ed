import type { Config } from '../../config.ts';
import { InputChecks } from '../../shared/checks.ts';
import { done, refused, type Answer } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import type { ProviderRow } from './identity-provider.queries.ts';

/** The identity provider as an administrator types it. */
export interface ProviderInput {
  /** 0 when there is none yet. */
  version: number;
  label: string;
  issuer: string;
  clientId: string;
  /** Null keeps the one that is there; empty takes it away. */
  clientSecret?: string | null;
  scopes: string[];
  isEnabled: boolean;
  newUserRole?: Role | null;
  staffMustUse: boolean;
}

/** What is kept of it, and the secret in the clear: null for the one that is kept already, empty for none. */
export type ProviderSettings = Omit<ProviderRow, 'id' | 'version' | 'clientSecret'> & {
  newSecret: string | null;
};

const most = { label: 60, address: 500, secret: 2_000, scopes: 20 };

/** Checks everything but whether the provider answers. */
export function checkProvider(input: ProviderInput, mode: Config['mode']): Answer<ProviderSettings> {
  const checks = new InputChecks();
  const { isEnabled, staffMustUse } = input;
  const issuer = checks.text(['issuer'], input.issuer, most.address);
  if (!checks.failed && !isIssuer(issuer, mode)) {
    checks.refuse(['issuer'], 'Give the https address that the provider calls its issuer.');
  }
  const newUserRole = input.newUserRole ?? null;
  if (newUserRole === 'admin') {
    checks.refuse(['newUserRole'], 'Administrators are not made by signing in. Choose another role.');
  }
  if (staffMustUse && !isEnabled) {
    checks.refuse(['staffMustUse'], 'Switch the provider on first, or nobody of the staff could sign in.');
  }
  const settings = {
    label: checks.text(['label'], input.label, most.label),
    issuer,
    clientId: checks.text(['clientId'], input.clientId, most.address),
    newSecret: checkSecret(checks, input.clientSecret ?? null),
    scopes: checkScopes(checks, input.scopes),
    isEnabled,
    newUserRole: newUserRole === 'admin' ? null : newUserRole,
    staffMustUse,
  };
  return checks.failed ? refused(...checks.refusals) : done(settings);
}

/** An address without query, fragment and password (OpenID Connect Discovery 1.0, section 3). */
function isIssuer(text: string, mode: Config['mode']): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && mode !== 'production');
  return isSecure && [search, hash, username, password].every((part) => part === '') && !/[?#]/.test(text);
}

function checkSecret(checks: InputChecks, secret: string | null): string | null {
  if (secret !== null && (secret.length > most.secret || /[^\x21-\x7e]/.test(secret.trim()))) {
    checks.refuse(['clientSecret'], 'This is no client secret. Copy it from the provider.');
  }
  return secret === null ? null : secret.trim();
}

/** `openid` is always among them (RFC 6749, section 3.3, for their letters). */
function checkScopes(checks: InputChecks, typed: readonly string[]): string[] {
  const scopes = [...new Set(['openid', ...typed.map((scope) => scope.trim()).filter((scope) => scope)])];
  if (
    scopes.length > most.scopes ||
    scopes.some((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(scope))
  ) {
    checks.refuse(
      ['scopes'],
      'Give the names of scopes with spaces between them, such as openid profile email.',
    );
  }
  return scopes;
}
