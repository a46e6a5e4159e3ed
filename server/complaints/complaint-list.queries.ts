import { GraphQLError } from 'graphql';
import { seesAsStaff } from '../auth/viewer.ts';
import { sql, type RawSql } from '../db/sql.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { OrderTerm, PageSource } from '../graphql/page.ts';
import type { ReadAt } from '../graphql/shape.ts';
import { typedSearch } from '../shared/typed-search.ts';
import type { ComplaintFilter, ComplaintOrder } from './complaint-filter.types.ts';
import { changedIn, isOverdue, owesFinalResponse, updatedAt } from './complaint.queries.ts';
import { visibleComplaints } from './visible-complaints.queries.ts';
import { searchQuery } from './search.queries.ts';

/** The complaints that the viewer may see, narrowed by a filter, in an order; `changeOrder` is what `findChangeOrder` gives. */
export function listComplaints(
  at: ReadAt,
  filter: ComplaintFilter,
  order: ComplaintOrder | null,
  changeOrder: string | null,
): PageSource {
  const search = searchOf(filter);
  const chosen =
    order ??
    (search
      ? ({ field: 'relevance', direction: 'desc' } as const)
      : ({ field: 'received_at', direction: 'desc' } as const));
  const by = chosen.field === 'relevance' && !search ? 'received_at' : chosen.field;
  const terms: OrderTerm[] = [
    { ...orderTerm(by, at, search), direction: chosen.direction },
    { by: (row) => sql.raw('??.id', [row]), type: 'uuid', direction: chosen.direction },
  ];
  return {
    orderName: changeOrder ?? `${by}:${chosen.direction}`,
    order: terms,
    where: (row) => {
      const conditions = [visibleComplaints(row, at.viewer), ...conditionsOf(row, at, filter, search)];
      if (by === 'changed') conditions.push(isToldOf(row, at));
      return sql.raw(conditions.map(() => '?').join(' and '), conditions);
    },
  };
}

/**
 * Every transaction below the snapshot's xmin is over: what commits from now on has a higher number than any row that is shown, and so
 * comes after every cursor that is out.
 */
function isToldOf(row: string, at: ReadAt): RawSql {
  return sql.raw('? < pg_snapshot_xmin(pg_current_snapshot())', [changedIn(row, at.viewer)]);
}

const mostReferences = 500;

type OrderField = ComplaintOrder['field'];

function orderTerm(field: OrderField, at: ReadAt, search: RawSql | null): Omit<OrderTerm, 'direction'> {
  const columnTerm = (name: string, type: OrderTerm['type']) => ({
    by: (row: string) => sql.raw('??.??', [row, name]),
    type,
  });
  switch (field) {
    case 'received_at':
      return columnTerm('received_at', 'timestamptz');
    case 'updated_at':
      return { by: (row) => updatedAt(row, at.viewer), type: 'timestamptz' };
    case 'changed':
      return { by: (row) => changedIn(row, at.viewer), type: 'xid8' };
    case 'due_at':
      return {
        by: (row) => sql.raw(`coalesce(??.final_response_by, 'infinity')`, [row]),
        type: 'timestamptz',
      };
    case 'priority':
      return columnTerm('priority_rank', 'smallint');
    case 'reference':
      return columnTerm('reference', 'text');
    case 'relevance':
      return {
        by: (row) => sql.raw('ts_rank_cd(?, ?)', [searchColumn(row, at), search ?? sql.raw('null')]),
        type: 'float4',
      };
  }
}

function conditionsOf(row: string, at: ReadAt, filter: ComplaintFilter, search: RawSql | null): RawSql[] {
  const conditions: RawSql[] = [];
  const add = (text: string, ...values: (string | Date | RawSql)[]) => conditions.push(sql.raw(text, values));
  const addList = (column: string, values: readonly string[] | null | undefined) => {
    if (values) add(`??.?? in (${values.map(() => '?').join(', ') || 'null'})`, row, column, ...values);
  };
  const addFlag = (isWanted: boolean | null | undefined, condition: () => RawSql) => {
    if (isWanted !== null && isWanted !== undefined)
      conditions.push(sql.raw(isWanted ? '?' : 'not (?)', [condition()]));
  };
  addList('status', filter.status);
  addList('waiting_for', filter.waitingFor);
  addList('channel', filter.channel);
  addList('priority', filter.priority);
  addList('close_reason', filter.closeReason);
  addList('external_reference', externalReferences(filter));
  addFlag(filter.isUnassigned, () => sql.raw('??.assignee_id is null', [row]));
  addFlag(filter.isMine, () => sql.raw('coalesce(??.assignee_id = ?::uuid, false)', [row, at.viewer.userId]));
  addFlag(filter.isOverdue, () => isOverdue(row, at.now));
  addFlag(filter.needsManager, () => sql.raw('??.needs_manager', [row]));
  addFlag(filter.isReopened, () => sql.raw('??.reopen_count > 0', [row]));
  if (isGiven(filter.assigneeId)) add('??.assignee_id = ?::uuid', row, uuidOf('User', filter.assigneeId));
  if (isGiven(filter.consumerId)) add('??.consumer_id = ?::uuid', row, uuidOf('Person', filter.consumerId));
  if (isGiven(filter.categoryId)) {
    const category = uuidOf('Category', filter.categoryId);
    add(
      '??.category_id in (select k.id from categories k where k.id = ?::uuid or k.parent_id = ?::uuid)',
      row,
      category,
      category,
    );
  }
  if (filter.outcome) {
    add(
      `exists (select from resolutions o where o.complaint_id = ??.id and o.is_current and o.outcome in (${filter.outcome.map(() => '?').join(', ') || 'null'}))`,
      row,
      ...filter.outcome,
    );
  }
  if (filter.receivedFrom) add('??.received_at >= ?::timestamptz', row, filter.receivedFrom);
  if (filter.receivedBefore) add('??.received_at < ?::timestamptz', row, filter.receivedBefore);
  if (filter.closedFrom) add('??.closed_at >= ?::timestamptz', row, filter.closedFrom);
  if (filter.closedBefore) add('??.closed_at < ?::timestamptz', row, filter.closedBefore);
  if (filter.updatedAfter) add('? > ?::timestamptz', updatedAt(row, at.viewer), filter.updatedAfter);
  if (filter.dueBefore)
    add('? and ??.final_response_by < ?::timestamptz', owesFinalResponse(row), row, filter.dueBefore);
  if (search !== null) add('? @@ ?', searchColumn(row, at), search);
  return conditions;
}

/** Staff search in everything, consumers in what they may see. */
function searchColumn(row: string, at: ReadAt): RawSql {
  return sql.raw('??.??', [row, seesAsStaff(at.viewer) ? 'search_staff' : 'search_consumer']);
}

function searchOf(filter: ComplaintFilter): RawSql | null {
  const text = typedSearch(filter.text);
  return text ? searchQuery(text) : null;
}

/** Without outer spaces, as they are kept. PostgreSQL has no NUL in text: such a reference is nobody's. */
function externalReferences({ externalReference }: ComplaintFilter): readonly string[] | null {
  if (!externalReference) return null;
  if (externalReference.length > mostReferences) {
    const message = `Ask for ${mostReferences} external references at most; there are ${externalReference.length}.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
  return externalReference
    .map((reference) => reference.trim())
    .filter((reference) => !reference.includes('\0'));
}

/** The empty text is an id too: one that finds nothing. */
function isGiven(id: string | null | undefined): id is string {
  return id !== null && id !== undefined;
}

/** An id of another type, or no id at all, is nobody's. */
function uuidOf(typeName: string, globalId: string): string {
  return fromGlobalId(typeName, globalId) ?? '00000000-0000-0000-0000-000000000000';
}
