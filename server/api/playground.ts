import { getDistDirectory, renderAltair } from 'altair-static';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** What the editor needs beyond our own policy: its inline start-up script and styles, and workers. Nothing from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const firstQuery = `# Redress: the API that the web app uses too. Press Ctrl+Enter.
# 1. Sign in: run the mutation SignIn and copy the accessToken.
# 2. Set the header  Authorization: Bearer <accessToken>  (the sun icon on the left).
# 3. Run Complaints.

mutation SignIn {
  signIn(input: { organisation: "acme", username: "support1", password: "support123" }) {
    session { accessToken expiresAt viewer { displayName role } }
    errors { code message }
  }
}

query Complaints {
  complaints(first: 10, filter: { status: [OPEN, IN_PROGRESS] }) {
    totalCount
    nodes { reference subject status receivedAt consumer { name } assignee { displayName } }
  }
}
`;

/** Serves the GraphQL explorer at /playground/, from files of an npm package: it works without the internet. */
export async function servePlayground(path: string, response: ServerResponse): Promise<void> {
  if (path === '/playground') {
    response.writeHead(308, { location: '/playground/' }).end();
    return;
  }
  response.setHeader('content-security-policy', policy);
  const name = path.slice('/playground/'.length);
  if (name === '' || name === 'index.html') {
    response.writeHead(200, { 'content-type': types['.html'] as string, 'cache-control': 'no-cache' });
    response.end(
      renderAltair({
        baseURL: '/playground/',
        endpointURL: '/graphql',
        initialQuery: firstQuery,
        instanceStorageNamespace: 'redress_',
      }),
    );
    return;
  }
  const file = join(getDistDirectory(), normalize(decodePath(name)));
  const isInside = file.startsWith(getDistDirectory() + sep);
  const info = isInside ? await stat(file).catch(() => null) : null;
  if (!info?.isFile()) {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      .end('There is no such file in the playground.\n');
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': info.size,
    'cache-control': 'public, max-age=3600',
  });
  // A client that goes away ends it.
  await pipeline(createReadStream(file), response).catch(() => response.destroy());
}

function decodePath(name: string): string {
  try {
    return decodeURIComponent(name).replaceAll('\0', '');
  } catch {
    return '';
  }
}
