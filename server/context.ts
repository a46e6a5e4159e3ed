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
import { readAlone } from './tenancy/quick-reads.ts';
import { openReader } from './tenancy/with-tenant.ts';

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
  return new RequestContext(services, viewer, origin, findNodes, idempotencyKey);
}

/** What changes while a request is answered. */
interface Progress {
  viewer: Viewer | null;
  reader: Promise<Reader> | null;
  /** Sent by the snapshots that are over. */
  statements: number;
  isOver: boolean;
}

type NodeLoader = DataLoader<string, object | null>;

/** Apollo works on a copy of the own properties: what changes stands in an object that the copy shares. */
class RequestContext implements Context {
  readonly services: Services;
  origin: RequestOrigin;
  readonly idempotency: Context['idempotency'];
  protected readonly progress: Progress;
  protected readonly findNodes: NodeFinder;
  /**
   * One for each place in the document and type: what is asked of the things is the same there. A place is the list of its field nodes, of which
   * there is one: one node of them may stand in a fragment, and so at several places.
   */
  protected readonly loaders = new Map<readonly FieldNode[], Map<string, NodeLoader>>();

  constructor(
    services: Services,
    viewer: Viewer | null,
    origin: RequestOrigin,
    findNodes: NodeFinder,
    idempotencyKey: string | null,
  ) {
    this.services = services;
    this.origin = origin;
    this.idempotency = idempotencyKey === null ? null : { key: idempotencyKey, request: null };
    this.progress = { viewer, reader: null, statements: 0, isOver: false };
    this.findNodes = findNodes;
  }

  get viewer(): Viewer | null {
    return this.progress.viewer;
  }

  async read(): Promise<ReadUnit> {
    const tenantKey = readingTenant(this.progress);
    this.progress.reader ??= openReader(this.services.pools, tenantKey);
    return (await this.progress.reader).unit;
  }

  async readAlone<Row>(work: Statement): Promise<Row[]> {
    const { progress } = this;
    const tenantKey = readingTenant(progress);
    if (progress.reader) return (await progress.reader).unit.query<Row>(work);
    progress.isOver = true;
    progress.statements += 1;
    return readAlone<Row>(this.services.pools, tenantKey, work);
  }

  async closeRead(): Promise<void> {
    const { progress } = this;
    const open = progress.reader;
    progress.reader = null;
    this.loaders.clear();
    // A snapshot that could not be opened was told to whoever asked for it.
    const opened = await open?.catch(() => null);
    if (!opened) return;
    progress.statements += opened.unit.statementCount;
    await opened.close();
  }

  async end(): Promise<void> {
    this.progress.isOver = true;
    await this.closeRead();
  }

  async become(holder: Viewer): Promise<void> {
    await this.closeRead();
    this.progress.viewer = holder;
  }

  findNode(typeName: string, uuid: string, info: GraphQLResolveInfo): Promise<unknown> {
    const place = this.loaders.get(info.fieldNodes) ?? new Map<string, NodeLoader>();
    this.loaders.set(info.fieldNodes, place);
    const loader =
      place.get(typeName) ?? new DataLoader((uuids) => this.findNodes(this, typeName, uuids, info));
    place.set(typeName, loader);
    return loader.load(uuid);
  }

  readStatements(): number {
    return this.progress.statements;
  }
}

function readingTenant({ viewer, isOver }: Progress): string {
  if (!viewer) throw new Error('A read without a viewer');
  if (isOver) throw new Error('The request is over');
  return viewer.tenant.key;
}

/** The viewer of a guarded operation: the permission table has let nobody else through. */
export function viewerOf(context: Context): Viewer {
  if (!context.viewer) throw new Error('A guarded operation ran without a viewer');
  return context.viewer;
}
