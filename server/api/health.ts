import type { ServerResponse } from 'node:http';
import type { Pools } from '../db/pools.ts';

/** `/health/live`: the process answers. `/health/ready`: it can do its work, which takes the database. */
export async function serveHealth(path: string, pools: Pools, response: ServerResponse): Promise<void> {
  if (path === '/health/live') return answer(response, 200, { status: 'live' });
  if (path !== '/health/ready') return answer(response, 404, { status: 'unknown' });
  try {
    await pools.runtime.query({ text: 'select 1 from platform.migrations limit 1', values: [] });
    return answer(response, 200, { status: 'ready' });
  } catch {
    return answer(response, 503, { status: 'not ready', reason: 'The database does not answer.' });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
