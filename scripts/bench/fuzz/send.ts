import { type Agent, request as httpRequest } from 'node:http';
import type { FuzzRequest } from './requests.ts';

/** What came back; `status` is null when the connection ended without an answer. */
export interface FuzzAnswer {
  status: number | null;
  headers: Record<string, string>;
  text: string;
  milliseconds: number;
  /** The request could not even be written: the client's library refuses it. */
  isUnsendable: boolean;
}

const limitMilliseconds = 30_000;

/** Sends a request as it stands. Never throws. */
export function send(agent: Agent, url: string, input: FuzzRequest): Promise<FuzzAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const end = (
      status: number | null,
      headers: Record<string, string> = {},
      text = '',
      isUnsendable = false,
    ) => resolve({ status, headers, text, milliseconds: performance.now() - begun, isUnsendable });
    try {
      const { hostname, port } = new URL(url);
      const isWhole = input.cutAfter === null;
      const request = httpRequest(
        {
          agent: isWhole ? agent : false,
          hostname,
          port,
          method: input.method,
          path: input.path,
          headers: Object.fromEntries([
            ...(input.body ? [['content-length', String(input.body.length)]] : []),
            ...input.headers,
          ]),
          timeout: limitMilliseconds,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', () => end(null));
          response.on('end', () =>
            end(
              response.statusCode ?? null,
              Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
              Buffer.concat(chunks).toString('utf8'),
            ),
          );
        },
      );
      request.on('timeout', () => request.destroy());
      request.on('error', () => end(null));
      if (isWhole) request.end(input.body ?? undefined);
      else request.write(input.body?.subarray(0, input.cutAfter ?? 0) ?? '', () => request.destroy());
    } catch {
      end(null, {}, '', true);
    }
  });
}
