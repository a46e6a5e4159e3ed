import { BlockList, isIP } from 'node:net';
import type { Config } from '../config.ts';

/** Which addresses a request may reach whose target somebody of an organisation typed. */
export interface AddressRules {
  /** Addresses and ranges of the operator's own network that are open although they are not public. */
  openRanges: readonly string[];
  /** Outside production: this machine, also without TLS. */
  mayReachLoopback: boolean;
}

/** What the operator lets such requests reach. */
export function addressRulesOf(config: Pick<Config, 'mode' | 'outboundAllow'>): AddressRules {
  return { openRanges: config.outboundAllow, mayReachLoopback: config.mode !== 'production' };
}

// IANA's special-purpose registry of IPv4, multicast, and what is reserved. Metadata services of clouds are in 169.254.0.0/16,
// 100.64.0.0/10 and 192.0.0.0/24; Azure's alone has an address that looks public.
const specialIPv4 = rangeList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
// Everything that is routed publicly is in 2000::/3. What carries an IPv4 address inside (mapped, translated, 6to4, Teredo) is not public.
const globalIPv6 = rangeList(['2000::/3']);
const specialIPv6 = rangeList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);
const loopback = rangeList(['127.0.0.0/8', '::1']);

/** Whether a connection to this address, with TLS or without, is allowed. Without TLS only this machine is, outside production. */
export function mayReach(rules: AddressRules, address: string, isEncrypted: boolean): boolean {
  if (rules.mayReachLoopback && contains(loopback, address)) return true;
  return isEncrypted && (isPublic(address) || contains(rangeList(rules.openRanges), address));
}

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !contains(specialIPv4, address);
  return contains(globalIPv6, address) && !contains(specialIPv6, address);
}

/** No list contains what is not an address, nor an address with a zone. */
function contains(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function rangeList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
