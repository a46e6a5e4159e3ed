import { lookup as lookUpInDns, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import { mayReach, type AddressRules } from './address-rules.ts';
import { checkOutboundUrl, forbiddenAddress } from './outbound-url.ts';
import { OutboundError } from './outbound-error.ts';

/** Bounds of one request and its answer. */
export interface OutboundLimits {
  /** From the beginning of the look-up to the last byte. */
  milliseconds: number;
  /** Of the body of the answer, as it comes over the wire. */
  answerBytes: number;
  /** What becomes of a longer answer: it is none, or the rest of it is left where it is. */
  longAnswer?: 'refused' | 'cut';
}

export interface OutboundRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Like `fetch`, for what is asked of servers outside. */
export type OutboundFetch = (url: string, request?: OutboundRequest) => Promise<Response>;

const usualLimits: OutboundLimits = { milliseconds: 10_000, answerBytes: 1_000_000 };

/**
 * A `fetch` for addresses that somebody of an organisation typed. It does not let them see this network (SSRF): the addresses are checked
 * that the connection is made to, after the name was looked up, so that a name cannot change in between; redirects are not followed; every
 * request has a connection of its own; time and size are bounded. Throws OutboundError. `lookUp` is the system's, tests give theirs.
 */
export function guardedFetch(
  rules: AddressRules,
  limits: OutboundLimits = usualLimits,
  lookUp: typeof lookUpInDns = lookUpInDns,
): OutboundFetch {
  return async (text, { method = 'GET', headers = {}, body, signal } = {}) => {
    const url = checkOutboundUrl(rules, text);
    const isEncrypted = url.protocol === 'https:';
    const deadline = AbortSignal.timeout(limits.milliseconds);
    const payload = toBytes(body);
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = {
          method,
          headers: payload ? { ...headers, 'content-length': String(payload.length) } : headers,
          agent: false as const,
          lookup: guardedLookup(rules, isEncrypted, lookUp),
          signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        };
        const request = (isEncrypted ? requestEncrypted : requestPlain)(url, options, resolve);
        request.on('error', reject);
        // Without these two, whoever answers with another protocol (101) would have us wait for ever.
        request.once('upgrade', (_, socket) => {
          socket.destroy();
          reject(noAnswer());
        });
        request.once('close', () => reject(noAnswer()));
        request.end(payload);
      });
      return await toResponse(answer, limits);
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      if (deadline.aborted) {
        throw new OutboundError('too-slow', 'The server took too long to answer.', { cause: error });
      }
      if (isHttpError(error)) throw noAnswer(error);
      if (isHangUp(error))
        throw new OutboundError('unreachable', 'The server hung up without an answer.', { cause: error });
      throw new OutboundError('unreachable', 'The server could not be reached.', { cause: error });
    }
  };
}

/** Gives the addresses of a name when all of them may be reached. */
function guardedLookup(
  rules: AddressRules,
  isEncrypted: boolean,
  lookUp: typeof lookUpInDns,
): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error('The name has no address'), []);
      if (!addresses.every(({ address }) => mayReach(rules, address, isEncrypted))) {
        return callback(forbiddenAddress(), []);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

async function toResponse(answer: IncomingMessage, limits: OutboundLimits): Promise<Response> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limits.answerBytes) {
      if (limits.longAnswer === 'cut') {
        chunks.push(chunk.subarray(0, chunk.length - (length - limits.answerBytes)));
        // Leaving the loop ends the connection.
        break;
      }
      throw new OutboundError('too-large', `The server answered with more than ${limits.answerBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  try {
    const headers = new Headers();
    for (const [name, values] of Object.entries(answer.headersDistinct)) {
      for (const value of values ?? []) headers.append(name, value);
    }
    return new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers });
  } catch (cause) {
    throw noAnswer(cause);
  }
}

/** Node's parser could make nothing of what came. */
function isHttpError(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('HPE_');
}

function isHangUp(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ECONNRESET';
}

function noAnswer(cause?: unknown): OutboundError {
  return new OutboundError('broken', 'The server gave an answer that is none.', { cause });
}

/** The body as bytes; of a form as well. Streams are not sent. */
function toBytes(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof URLSearchParams) return Buffer.from(body.toString());
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError('The body of a request to the outside is text, a form or bytes');
}
