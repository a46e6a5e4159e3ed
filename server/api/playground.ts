import { getAltairHtml, getDistDirectory } from 'altair-static';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Where the editor's files are; the page around it, at /playground, is the web app's. */
export const editorPath = '/playground/editor/';

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

/**
 * What the editor needs beyond our own policy: styles that it writes as it draws, and its worker. Nothing from elsewhere, no script in the
 * page, no text that becomes one: scripts before and after a request, which it offers elsewhere, are hidden (editor.css of the page).
 */
const editorPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Serves the GraphQL editor for the frame of the playground, from files of an npm package: it works without the internet. */
export async function serveEditor(path: string, response: ServerResponse): Promise<void> {
  const name = path.slice(editorPath.length);
  response.setHeader('content-security-policy', editorPolicy);
  response.setHeader('x-frame-options', 'SAMEORIGIN');
  if (name === '') {
    response.writeHead(200, { 'content-type': types['.html'] as string, 'cache-control': 'no-cache' });
    response.end(getAltairHtml().replace(/<base[^>]*>/, `<base href="${editorPath}" />`));
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
