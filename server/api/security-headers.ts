import type { ServerResponse } from 'node:http';

/** For what is no page: nothing in it may run, and nobody may frame it. Pages and the playground set a policy of their own. */
const policyOfNoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers: readonly (readonly [string, string])[] = [
  ['content-security-policy', policyOfNoPage],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  // Tracking and invitation links carry a secret in their path: no other site may learn it.
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/** A year, as browsers ask for it before they remember a host for good. */
const httpsOnly = 'max-age=31536000';

/** Sets what every answer says to browsers, whoever writes the answer afterwards. */
export function setSecurityHeaders(response: ServerResponse, publicUrl: string): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  if (publicUrl.startsWith('https:')) response.setHeader('strict-transport-security', httpsOnly);
}
