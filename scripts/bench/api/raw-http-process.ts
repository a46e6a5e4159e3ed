// A process of its own: the product's statements behind plain HTTP, with nothing between: no GraphQL, no sign-in, no limits.
import { createServer } from 'node:http';
import pg from 'pg';
import type { NamedStatement } from './bare-client.ts';

const { DATABASE_URL, PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20, pipeline: true } as pg.PoolConfig);

createServer((request, response) => {
  if (request.method !== 'POST') return void response.end();
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    void run(JSON.parse(body) as NamedStatement[]).then((row) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: row }));
    });
  });
}).listen(Number(PORT), '127.0.0.1');

async function run(unit: NamedStatement[]): Promise<unknown> {
  const client = await pool.connect();
  try {
    const answers = await Promise.all(
      unit.map(({ name, text, values }) => client.query({ name, text, values })),
    );
    return (answers[2] as pg.QueryResult).rows[0];
  } finally {
    client.release();
  }
}
