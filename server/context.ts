import DataLoader from 'dataloader';
import type { lookup } from 'node:dns';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RequestOrigin, Viewer } from './auth/viewer.ts';
import type { Config } from './config.ts';
import type { Pools } from './db/pools.ts';
import type { Statement } from './db/sql.ts';
import type { LiveEvent } from './live/live-event.ts';
import type { OutboundFetch } from './outbound/guarded-fetch.ts';
import type { ReadUnit, Reader } from './tenancy/with-tenant.ts';
import { openReader, readAlone } from './tenancy/with-tenant.ts';

/** What does not change between requests. */
export interface Services {
  pools: Pools;
  config: Pick<Config, 'secretKey' | 'auditSigningKey' | 'publicUrl' | 'mode' | 'outboundAllow' | 'smtpUrl'>;
  /** The clock; tests inject theirs. */
  now: () => Date;
  /** How servers outside are asked, where it is not the guarded way of server/outbound. */
  fetchOutside?: OutboundFetch;
  /** How names outside are looked up when somebody types an address, where it is not the system's way. */
  lookUpOutside?: typeof lookup;
}

/** What one request carries. */
export interface Context {
  services: Services;
  /** Changes once at most, by `become`. */
  readonly viewer: Viewer | null;
  origin: RequestOrigin;
  /**
   * The request's `Idempotency-Key`, null without one; and, once a mutation is known that takes keys, a text that is the same when the same is
   * sent again.
   */
  idempotency: { key: string; request: string | null } | null;
  /** The document is none that the installation knows, and it is set to hold those within tighter limits. */
  isUnknownDocument?: boolean;
  /** The event of a stream that this operation answers; absent where it is no stream. */
  live?: LiveEvent;
  /** The request's read-only snapshot, opened when first asked for. Throws without a viewer. */
  read(): Promise<ReadUnit>;
  /** The last read of the request; the first one too, it opens and ends its snapshot in one round trip. */
  readAlone<Row>(work: Statement): Promise<Row[]>;
  /** Ends the snapshot, so that what comes after sees what was written meanwhile. Happens before each field of a mutation. */
  closeRead(): Promise<void>;
  /**
   * Ends the request: its snapshot is closed, and none is opened any more. An answer may be settled while fields are still at work (a field
   * beside them failed and could not be null): what they open after that nobody would close.
   */
  end(): Promise<void>;
  /** An operation began a session: what follows in its answer is asked by its holder. */
  become(viewer: Viewer): Promise<void>;
  /** Reads a thing of any type with what was asked of it, together with others of that type; null when the viewer may not see it. */
  findNode(typeName: string, uuid: string, info: GraphQLResolveInfo): Promise<unknown>;
  /** Statements that reads of this request sent so far. */
  readStatements(): number;
}

/** Finds things of one type by uuid, in the order of the uuids; made where every room is known. */
export type NodeFinder = (
  context: Context,
  typeName: string,
  uuids: readonly string[],
  info: GraphQLResolveInfo,
) => Promise<(object | null)[]>;

/** Makes the context of one request, which may carry an `Idempotency-Key`. */
export function createContext(
  services: Services,
  viewer: Viewer | null,
  origin: RequestOrigin,
  findNodes: NodeFinder,
  idempotencyKey: string | null = null,
): Context {
  let reader: Promise<Reader> | null = null;
  let statements = 0;
  let current = viewer;
  let isOver = false;
  // One for each place in the document and type: what is asked of the things is the same there. A place is the list of its field nodes,
  // which graphql-js makes once: one node of them may stand in a fragment, and so at several places.
  const loaders = new Map<readonly FieldNode[], Map<string, DataLoader<string, object | null>>>();
  const loaderOf = (typeName: string, info: GraphQLResolveInfo) => {
    const place = loaders.get(info.fieldNodes) ?? new Map<string, DataLoader<string, object | null>>();
    loaders.set(info.fieldNodes, place);
    const loader =
      place.get(typeName) ?? new DataLoader((uuids) => findNodes(context, typeName, uuids, info));
    place.set(typeName, loader);
    return loader;
  };
  // On the prototype, because Apollo works on a copy of the own properties: an own getter would be copied as its value.
  const whoAsks = {
    get viewer() {
      return current;
    },
  };
  const context: Context = Object.assign(Object.create(whoAsks) as typeof whoAsks, {
    services,
    origin,
    idempotency: idempotencyKey === null ? null : { key: idempotencyKey, request: null },
    async read() {
      if (!current) throw new Error('A read without a viewer');
      if (isOver) throw new Error('The request is over');
      reader ??= openReader(services.pools, current.tenant.key);
      return (await reader).unit;
    },
    async readAlone<Row>(work: Statement) {
      if (!current) throw new Error('A read without a viewer');
      if (isOver) throw new Error('The request is over');
      if (reader) return (await reader).unit.query<Row>(work);
      isOver = true;
      statements += 1;
      return readAlone<Row>(services.pools, current.tenant.key, work);
    },
    async closeRead() {
      const open = reader;
      reader = null;
      loaders.clear();
      // A snapshot that could not be opened was told to whoever asked for it.
      const opened = await open?.catch(() => null);
      if (!opened) return;
      statements += opened.unit.statementCount;
      await opened.close();
    },
    async end() {
      isOver = true;
      await context.closeRead();
    },
    async become(holder: Viewer) {
      await context.closeRead();
      current = holder;
    },
    findNode: (typeName: string, uuid: string, info: GraphQLResolveInfo) =>
      loaderOf(typeName, info).load(uuid),
    readStatements: () => statements,
  });
  return context;
}

/** The viewer of a guarded operation: the permission table has let nobody else through. */
export function viewerOf(context: Context): Viewer {
  if (!context.viewer) throw new Error('A guarded operation ran without a viewer');
  return context.viewer;
}
