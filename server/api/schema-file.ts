import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves the schema at /schema.graphql; who has it already is told so by its ETag (RFC 9110, section 13.1.2). */
export function schemaFile(sdl: string): (request: IncomingMessage, response: ServerResponse) => void {
  const etag = `"${createHash('sha256').update(sdl).digest('base64url')}"`;
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response
        .writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' })
        .end('The schema can be read only.\n');
      return;
    }
    response.setHeader('etag', etag).setHeader('cache-control', 'no-cache');
    if (isKnown(request.headers['if-none-match'], etag)) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, {
      // Browsers show it instead of keeping it as a file.
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(sdl),
    });
    response.end(sdl);
  };
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch?.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim())) ?? false;
}
