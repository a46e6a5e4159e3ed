import { canonicalText } from '../../scripts/verify-audit.mjs';
import type { Services } from '../context.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { openReader } from '../tenancy/with-tenant.ts';
import { findLastCheckpoint } from './checkpoint.store.ts';
import {
  beginning,
  listChainHeads,
  listCheckpoints,
  listPublicKeys,
  listSealedHeads,
  listTrailEvents,
  type Place,
  type TrailEvent,
} from './trail.queries.ts';

const pageSize = 1_000;

/**
 * A tenant's whole trail as lines of JSON (without line breaks), in the order in which the verifier takes them: a header, the public
 * keys, the checkpoints, then chain by chain its head, what checkpoints signed of it, and its events; the end. All of one snapshot,
 * in as much memory as a page takes.
 */
export async function* exportTrail(
  { pools, now }: Pick<Services, 'pools' | 'now'>,
  tenant: Tenant,
): AsyncGenerator<string, void> {
  const { key, slug, name } = tenant;
  const exportedAt = now().toISOString();
  yield JSON.stringify({ header: { format: 'redress-audit-export-1', tenant: key, slug, name, exportedAt } });
  // Before the snapshot: whatever a checkpoint up to this one signed is in it.
  const upTo = (await findLastCheckpoint(pools, key))?.number ?? 0;
  for (const publicKey of await listPublicKeys(pools)) yield JSON.stringify({ key: publicKey });
  const stored = pages(
    0,
    (after) => listCheckpoints(pools, key, { after, upTo }, pageSize),
    ({ number }) => number,
  );
  for await (const { statement, signature } of stored)
    yield JSON.stringify({ checkpoint: statement, signature });
  const counts = { chains: 0, events: 0, checkpoints: upTo };

  const reader = await openReader(pools, key);
  try {
    const { unit } = reader;
    const placeOf = ({
      subjectId,
      ...row
    }: {
      subjectId: string;
      position: number;
      number?: number;
    }): Place => [subjectId, row.number ?? row.position];
    // The first page of the events begins the snapshot.
    const events = await ahead(pages(beginning, (after) => listTrailEvents(unit, after, pageSize), placeOf));
    const heads = await ahead(pages(beginning, (after) => listChainHeads(unit, after, pageSize), placeOf));
    const sealed = await ahead(
      pages(beginning, (after) => listSealedHeads(pools, key, upTo, after, pageSize), placeOf),
    );
    for (;;) {
      // A chain is told when anything knows it: one whose events are gone, too.
      const subjectId = [events, heads, sealed].flatMap(({ next }) => next()?.subjectId ?? []).sort()[0];
      if (subjectId === undefined) break;
      counts.chains += 1;
      const [head] = await takeAll(heads, subjectId);
      const signed = await takeAll(sealed, subjectId);
      yield JSON.stringify({
        chain: subjectId,
        head: head ? [head.position, head.hash] : null,
        sealed: signed.map(({ number, position, hash }) => [number, position, hash]),
      });
      for (let event = events.next(); event?.subjectId === subjectId; event = events.next()) {
        counts.events += 1;
        yield `{"event":${canonicalText(fieldsOf(key, event))},"hash":"${event.hash}"}`;
        await events.advance();
      }
    }
  } finally {
    await reader.close();
  }
  yield JSON.stringify({ end: counts });
}

/** The fields in the order in which `audit_event_hash` takes them. */
function fieldsOf(tenantKey: string, event: TrailEvent): unknown[] {
  const { subjectId, position, previousHash, id, occurredAt, action, subjectType, subjectLabel } = event;
  const { actorKind, actorId, actorName, actorRole, changes, client, requestId } = event;
  return [
    ...['redress-audit-event-1', tenantKey, subjectId, position, previousHash, id, occurredAt, action],
    ...[subjectType, subjectLabel, actorKind, actorId, actorName, actorRole, changes, client, requestId],
  ];
}

/** All rows of a list that is read page by page. */
async function* pages<Row, At>(
  start: At,
  load: (after: At) => Promise<Row[]>,
  placeOf: (row: Row) => At,
): AsyncGenerator<Row, void> {
  let after = start;
  for (;;) {
    const rows = await load(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = placeOf(last);
  }
}

/** A list whose next row can be looked at before it is taken. */
interface Ahead<Row> {
  next(): Row | null;
  advance(): Promise<void>;
}

async function ahead<Row>(rows: AsyncGenerator<Row, void>): Promise<Ahead<Row>> {
  let current = await rows.next();
  return {
    next: () => (current.done ? null : current.value),
    async advance() {
      current = await rows.next();
    },
  };
}

async function takeAll<Row extends { subjectId: string }>(
  rows: Ahead<Row>,
  subjectId: string,
): Promise<Row[]> {
  const taken: Row[] = [];
  for (let row = rows.next(); row?.subjectId === subjectId; row = rows.next()) {
    taken.push(row);
    await rows.advance();
  }
  return taken;
}
