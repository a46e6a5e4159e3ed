import { createServer, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createHttpServer, type WebHandler } from '../../api/http.ts';
import { hashPassword } from '../../auth/passwords.ts';
import type { Services } from '../../context.ts';
import type { DocumentsMode } from '../../shared/documents-mode.ts';
import { withTenant } from '../../tenancy/with-tenant.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { followChanges } from '../follow-changes.ts';
import { createOrganisation, type TestOrganisation } from '../organisation.ts';

/** Everybody's password in the organisations of the browser tests. */
export const password = 'a long enough password';

/** The whole product on a database and a port of the test file's own: API and built web app. */
export interface Product {
  baseUrl: string;
  database: TestDatabase;
  /** What its workers would work with: there are none. */
  services: Services;
  /** Two organisations with the same cast, each of whom signs in with `password`. */
  organisations: { acme: TestOrganisation; techstart: TestOrganisation };
  stop(): Promise<void>;
}

/** Starts the product. The web app has to be built: `npm test` sees to that. */
export async function startProduct(documents: DocumentsMode = 'any'): Promise<Product> {
  const database = await createTestDatabase();
  const organisations = {
    acme: await createOrganisation(database, 'acme'),
    techstart: await createOrganisation(database, 'techstart'),
  };
  for (const organisation of Object.values(organisations)) await givePasswords(database, organisation);
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = {
    secretKey: 'k'.repeat(40),
    auditSigningKey: 'k'.repeat(43),
    publicUrl: baseUrl,
    mode: 'test',
    trustedProxies: [],
    outboundAllow: [] as string[],
  } as const;
  const changes = followChanges(database);
  const server = await createHttpServer({
    config: { ...config, trustedProxies: [], documents },
    pools: database.pools,
    web: await loadBuiltWeb(baseUrl),
  });
  await listen(server, port);
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await changes.stop();
    await database.drop();
  };
  const services = { pools: database.pools, config, now: () => new Date() };
  return { baseUrl, database, services, organisations, stop };
}

async function givePasswords(database: TestDatabase, { tenant }: TestOrganisation): Promise<void> {
  const hash = await hashPassword(password);
  await withTenant(database.pools, tenant.key, (unit) =>
    unit.query({ text: 'update users set password_hash = $1', values: [hash] }),
  );
}

/** The handler that `vite build` wrote, with the environment that it reads while it loads. */
async function loadBuiltWeb(publicUrl: string): Promise<WebHandler> {
  const protocolHeader = 'x-redress-protocol';
  Object.assign(process.env, {
    PUBLIC_URL: publicUrl,
    REDRESS_MODE: 'test',
    PROTOCOL_HEADER: protocolHeader,
  });
  const built = new URL('../../../build/web/handler.js', import.meta.url);
  const { handler } = (await import(built.href)) as {
    handler: (...args: [...Parameters<WebHandler>, () => void]) => void | Promise<void>;
  };
  return (request, response) => {
    request.headers[protocolHeader] = 'http';
    return handler(request, response, () => response.writeHead(404).end());
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

/** A port that was free a moment ago: PUBLIC_URL has to be known before the server listens. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
