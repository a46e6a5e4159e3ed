import { lookup as lookUpInDns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { mayReach, type AddressRules } from './address-rules.ts';
import { OutboundError } from './outbound-error.ts';

const lookUpMilliseconds = 3_000;

/** The address as a URL that may be asked, as far as it shows without a look-up; throws OutboundError. */
export function checkOutboundUrl(rules: AddressRules, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) {
    throw new OutboundError('address', 'This is no https address without a password in it.');
  }
  if (url.protocol === 'http:' && !rules.mayReachLoopback) throw forbiddenAddress();
  // What listens below is no web server: mail, remote shells, directories. 443 and 80 are the empty port.
  if (url.port !== '' && Number(url.port) < 1024) {
    throw new OutboundError('address', 'Ports below 1024 are closed, 443 excepted.');
  }
  // Addresses are not looked up, so that the look-up does not see them. The URL has brought every spelling of one to a single form.
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayReach(rules, host, url.protocol === 'https:')) throw forbiddenAddress();
  return url;
}

/**
 * Why an address may not be asked, for whoever types it; null when it may, or when its name is not known now. It spares a disappointment and
 * is no wall: a name can change, so each request checks the addresses that it connects to.
 */
export async function outboundUrlProblem(
  rules: AddressRules,
  text: string,
  lookUp: typeof lookUpInDns = lookUpInDns,
): Promise<string | null> {
  try {
    const url = checkOutboundUrl(rules, text);
    if (isIP(hostOf(url)) !== 0) return null;
    const addresses = await addressesOf(hostOf(url), lookUp);
    const isEncrypted = url.protocol === 'https:';
    return addresses.every((address) => mayReach(rules, address, isEncrypted))
      ? null
      : forbiddenAddress().message;
  } catch (error) {
    if (error instanceof OutboundError) return error.message;
    throw error;
  }
}

/** The refusal of an address, whatever is wrong with it: which networks there are is nobody's business. */
export function forbiddenAddress(): OutboundError {
  return new OutboundError('address', 'This address is not a public one with https.');
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** The addresses of a name; none when it has none, or nobody says so in time. */
async function addressesOf(host: string, lookUp: typeof lookUpInDns): Promise<string[]> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve([]), lookUpMilliseconds);
    lookUp(host, { all: true }, (_error, addresses: LookupAddress[] | undefined) => {
      clearTimeout(late);
      resolve((addresses ?? []).map(({ address }) => address));
    });
  });
}
