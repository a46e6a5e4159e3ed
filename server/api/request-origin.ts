import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { RequestOrigin } from '../auth/viewer.ts';

/** Reads who sent a request: forwarding headers and request ids count only when they come from a trusted proxy. */
export function originReader(trustedProxies: readonly string[]): (request: IncomingMessage) => RequestOrigin {
  const isTrusted = addressRanges(trustedProxies);
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const fromProxy = isTrusted(peer);
    const requestId = String(request.headers['x-request-id'] ?? '');
    return {
      requestId: fromProxy && /^[\w.-]{8,100}$/.test(requestId) ? requestId : randomUUID(),
      client: request.headers['user-agent']?.slice(0, 300) ?? null,
      clientAddress: fromProxy ? forwardedAddress(request, peer, isTrusted) : peer,
    };
  };
}

/** Tells whether an address is in one of the ranges (`10.0.0.0/8`, `::1`). */
export function addressRanges(ranges: readonly string[]): (address: string) => boolean {
  const listed = new BlockList();
  for (const entry of ranges) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) listed.addAddress(address, family);
    else listed.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && listed.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
}

/** The last address of X-Forwarded-For that is not one of our proxies: what stands before it could be made up. */
function forwardedAddress(
  request: IncomingMessage,
  peer: string,
  isTrusted: (address: string) => boolean,
): string {
  const hops = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => isIP(hop) !== 0);
  return hops.reverse().find((hop) => !isTrusted(hop)) ?? peer;
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
