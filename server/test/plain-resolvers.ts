import {
  buildASTSchema,
  defaultFieldResolver,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  parse,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { auditSentence } from '../audit/audit-sentence.ts';
import type { FieldChange } from '../audit/audit.store.ts';
import { signingKeyOf } from '../auth/signing-key.ts';
import type { Viewer } from '../auth/viewer.ts';
import { signReceipt } from '../complaints/receipt.ts';
import { eventsForConsumers, sentenceOf } from '../complaints/timeline/sentences.ts';
import { judgeFor } from '../complaints/judge-for.ts';
import { fieldMatrix } from './matrices/permissions.ts';
import type { PlainRow, PlainTables } from './plain-rows.ts';
import { paginate, type Order, type PlainCursors } from './plain-paging.ts';

/** What a plain resolver is given: all rows, who asks, and when. */
export interface PlainContext {
  tables: PlainTables;
  viewer: Viewer;
  now: Date;
  cursors: PlainCursors;
}

type Args = Record<string, never>;
type Resolve = (row: PlainRow, args: Args, context: PlainContext) => unknown;
type Fields = Record<string, Resolve>;

/**
 * The API's schema with a resolver for every field that looks into plain rows, one field at a time, as a textbook would have it. It shares
 * nothing with the way the server reads: it is what look-ahead reads are held against.
 */
export function plainSchema(schema: GraphQLSchema): GraphQLSchema {
  const plain = buildASTSchema(parse(printSchema(schema)));
  for (const type of Object.values(plain.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: { __typename: string }) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = resolvers[type.name]?.[field.name];
      field.resolve = resolve
        ? (row: PlainRow, args: Args, context: PlainContext) => {
            refuseGuarded(type.name, field.name, context.viewer);
            return resolve(row, args, context);
          }
        : defaultFieldResolver;
    }
  }
  return plain;
}

function refuseGuarded(typeName: string, fieldName: string, viewer: Viewer): void {
  const guarded = fieldMatrix.find(({ name }) => name === `${typeName}.${fieldName}`);
  if (guarded && !guarded.may.includes(viewer.role.charAt(0))) {
    throw new GraphQLError('Your role does not allow this.', { extensions: { code: 'FORBIDDEN' } });
  }
}

const byStaff = ({ viewer }: PlainContext) => viewer.role !== 'consumer';
const globalId = (typeName: string, uuid: unknown) =>
  Buffer.from(`${typeName}:${String(uuid)}`).toString('base64url');
const upper = (value: unknown) => (value === null ? null : String(value).toUpperCase());
const days = (start: unknown, count: unknown) =>
  start === null ? null : new Date((start as Date).getTime() + Number(count) * 86_400_000);
const find = (rows: readonly PlainRow[], typeName: string, id: unknown) => {
  const row = rows.find((candidate) => candidate.id === id);
  return row ? tag(typeName, row) : null;
};
const tag = (typeName: string, row: PlainRow): PlainRow => ({ ...row, __typename: typeName });
const settingsOf = ({ tables }: PlainContext) => tables.settings[0] as PlainRow;

const same =
  (column: string): Resolve =>
  (row) =>
    row[column];
const loud =
  (column: string): Resolve =>
  (row) =>
    upper(row[column]);
const idOf =
  (typeName: string): Resolve =>
  (row) =>
    globalId(typeName, row.id);

/** Consumers see given names of staff when the organisation hides surnames. */
function nameOf(name: unknown, role: unknown, context: PlainContext): unknown {
  const isHidden = !byStaff(context) && !settingsOf(context)['show_staff_surnames'];
  return isHidden && role !== null && role !== 'consumer' ? String(name).split(' ')[0] : name;
}

function identitiesOf(userId: unknown, { tables }: PlainContext): PlainRow[] {
  return tables.external_identities
    .filter((row) => row['user_id'] === userId)
    .sort((a, b) => Number(a['linked_at']) - Number(b['linked_at']));
}

function maySeeComplaint(row: PlainRow | undefined, { viewer }: PlainContext): row is PlainRow {
  if (!row) return false;
  if (viewer.role !== 'consumer') return true;
  if (viewer.trackedComplaintId !== null && viewer.trackedComplaintId !== row.id) return false;
  return row['consumer_id'] === viewer.personId;
}

function maySeeComment(row: PlainRow, context: PlainContext): boolean {
  return byStaff(context) || row['kind'] === 'reply' || row['kind'] === 'question';
}

function maySeeEvent(row: PlainRow, context: PlainContext): boolean {
  return byStaff(context) || eventsForConsumers.includes(String(row['action']));
}

function commentsOf(row: PlainRow, context: PlainContext): PlainRow[] {
  const { comments } = context.tables;
  return comments.filter((comment) => comment['complaint_id'] === row.id && maySeeComment(comment, context));
}

function isLate(row: PlainRow, now: Date): boolean {
  const due = row['final_response_by'] as Date | null;
  const isOwed =
    (row['status'] === 'open' || row['status'] === 'in_progress') && row['final_responded_at'] === null;
  return isOwed && due !== null && now >= due;
}

const byId: Order = { name: 'id', key: (row) => [row.id], direction: 'asc' };
const byNameAndId = (a: PlainRow, b: PlainRow) => {
  const [left, right] = [String(a['name']).toLowerCase(), String(b['name']).toLowerCase()];
  return left === right ? (a.id < b.id ? -1 : 1) : left < right ? -1 : 1;
};

/** One thing of any type as the viewer may see it, or null. */
function findNode(typeName: string, uuid: string, context: PlainContext): PlainRow | null {
  const { tables, viewer } = context;
  const complaintOf = (id: unknown) => tables.complaints.find((row) => row.id === id);
  const event = tables.audit_events.find((row) => row.id === uuid);
  switch (typeName) {
    case 'Complaint': {
      const row = complaintOf(uuid);
      return maySeeComplaint(row, context) ? tag('Complaint', row) : null;
    }
    case 'Comment': {
      const row = tables.comments.find((comment) => comment.id === uuid);
      const isVisible =
        row && maySeeComplaint(complaintOf(row['complaint_id']), context) && maySeeComment(row, context);
      return isVisible ? tag('Comment', row) : null;
    }
    case 'TimelineEvent': {
      const isVisible =
        event && maySeeComplaint(complaintOf(event['subject_id']), context) && maySeeEvent(event, context);
      return isVisible ? tag('TimelineEvent', event) : null;
    }
    case 'AuditEvent':
      return event && (viewer.role === 'manager' || viewer.role === 'admin')
        ? tag('AuditEvent', event)
        : null;
    case 'Person':
      return byStaff(context) || uuid === viewer.personId ? find(tables.people, 'Person', uuid) : null;
    case 'User': {
      const user = find(tables.users, 'User', uuid);
      return user && (byStaff(context) || user['role'] !== 'consumer' || uuid === viewer.userId)
        ? user
        : null;
    }
    case 'Category':
      return find(tables.categories, 'Category', uuid);
    case 'IdentityProvider':
      return viewer.role === 'admin' ? find(tables.identity_provider, 'IdentityProvider', uuid) : null;
    case 'Organisation':
      return find(tables.settings, 'Organisation', uuid);
    default:
      return null;
  }
}

const priorityRank = ['low', 'normal', 'high', 'urgent'];

/** Internal notes are no change to the consumer. */
function updatedAt(row: PlainRow, context: PlainContext): Date {
  const [updated, noted] = [row['updated_at'] as Date, row['noted_at'] as Date | null];
  return byStaff(context) && noted && noted > updated ? noted : updated;
}

function complaintOrder(
  order: { field: string; direction: string } | null | undefined,
  context: PlainContext,
): Order {
  const { field, direction } = order ?? { field: 'RECEIVED_AT', direction: 'DESC' };
  const time = (row: PlainRow, column: string) =>
    (row[column] as Date | null)?.getTime() ?? Number.POSITIVE_INFINITY;
  const first: Record<string, (row: PlainRow) => number | string> = {
    RECEIVED_AT: (row) => time(row, 'received_at'),
    RELEVANCE: (row) => time(row, 'received_at'),
    UPDATED_AT: (row) => updatedAt(row, context).getTime(),
    DUE_AT: (row) => time(row, 'final_response_by'),
    PRIORITY: (row) => priorityRank.indexOf(String(row['priority'])),
    REFERENCE: (row) => String(row['reference']),
  };
  const key = first[field];
  if (!key) throw new Error(`No order ${field}`);
  const name = `${field === 'RELEVANCE' ? 'RECEIVED_AT' : field} ${direction}`;
  return { name, key: (row) => [key(row), row.id], direction: direction === 'ASC' ? 'asc' : 'desc' };
}

function matches(row: PlainRow, filter: Record<string, unknown>, context: PlainContext): boolean {
  const isOneOf = (column: string, given: unknown) =>
    !given || (given as string[]).includes(upper(row[column]) ?? '');
  const isAsSaid = (given: unknown, fact: boolean) => given === undefined || given === null || given === fact;
  const { categories } = context.tables;
  const inCategory = (id: string) => {
    const category = categories.find((candidate) => candidate.id === row['category_id']);
    return (
      category !== undefined &&
      (id === globalId('Category', category.id) || id === globalId('Category', category['parent_id']))
    );
  };
  return (
    isOneOf('status', filter['status']) &&
    isOneOf('priority', filter['priority']) &&
    isOneOf('channel', filter['channel']) &&
    isOneOf('waiting_for', filter['waitingFor']) &&
    isOneOf('close_reason', filter['closeReason']) &&
    isAsSaid(filter['isUnassigned'], row['assignee_id'] === null) &&
    isAsSaid(filter['isMine'], row['assignee_id'] !== null && row['assignee_id'] === context.viewer.userId) &&
    isAsSaid(filter['isOverdue'], isLate(row, context.now)) &&
    isAsSaid(filter['needsManager'], row['needs_manager'] === true) &&
    isAsSaid(filter['isReopened'], Number(row['reopen_count']) > 0) &&
    (!filter['categoryId'] || inCategory(String(filter['categoryId'])))
  );
}

/** A category inside a list without archived ones shows its sub-categories without them too. */
function categoryOf(row: PlainRow | null | undefined, usableOnly: unknown): PlainRow | null {
  return row ? { ...tag('Category', row), usableOnly } : null;
}

const resolvers: Record<string, Fields> = {
  Query: {
    viewer: () => ({ id: '' }),
    node: (_, { id }, context) => {
      const [typeName = '', uuid = ''] = Buffer.from(String(id), 'base64url').toString('utf8').split(':');
      return findNode(typeName, uuid, context);
    },
    complaint: (_, { id }, context) => {
      const [typeName, uuid = ''] = Buffer.from(String(id), 'base64url').toString('utf8').split(':');
      return typeName === 'Complaint' ? findNode('Complaint', uuid, context) : null;
    },
    complaintByReference: (_, { reference }, context) => {
      const row = context.tables.complaints.find((candidate) => candidate['reference'] === reference);
      return maySeeComplaint(row, context) ? tag('Complaint', row) : null;
    },
    complaints: (_, args, context) => {
      const seen = context.tables.complaints.filter((row) => maySeeComplaint(row, context));
      const rows = seen.filter((row) => matches(row, args['filter'] ?? {}, context));
      return paginate('Complaint', rows, complaintOrder(args['orderBy'], context), args, context);
    },
    people: (_, args, context) => {
      const order: Order = {
        name: 'people',
        key: (row) => [(row['created_at'] as Date).getTime(), row.id],
        direction: 'desc',
      };
      return paginate('Person', context.tables.people, order, args, context);
    },
    users: (_, args, context) => {
      const order: Order = {
        name: 'users',
        key: (row) => [String(row['display_name']).toLowerCase(), row.id],
        direction: 'asc',
      };
      return paginate('User', context.tables.users, order, args, context);
    },
    auditEvents: (_, args, context) =>
      paginate(
        'AuditEvent',
        context.tables.audit_events,
        { ...byId, name: 'audit', direction: 'desc' },
        args,
        context,
      ),
    categories: (_, { includeArchived }, { tables }) =>
      tables.categories
        .filter((row) => row['parent_id'] === null && (includeArchived || !row['is_archived']))
        .sort(byNameAndId)
        .map((row) => categoryOf(row, !includeArchived)),
  },
  Viewer: {
    id: (_, __, { viewer }) => globalId('Session', viewer.sessionId),
    role: (_, __, { viewer }) => upper(viewer.role),
    displayName: (_, __, { viewer }) => viewer.displayName,
    mustSetUpSecondFactor: (_, __, { viewer }) => viewer.mustSetUpFactor,
    secondFactor: (_, __, context) =>
      context.viewer.userId ? tag('SecondFactor', settingsOf(context)) : null,
    hasPassword: (_, __, { tables, viewer }) =>
      tables.users.some((row) => row.id === viewer.userId && row['password_hash'] !== null),
    externalIdentities: (_, __, context) => identitiesOf(context.viewer.userId, context),
    user: (_, __, { tables, viewer }) => find(tables.users, 'User', viewer.userId),
    person: (_, __, { tables, viewer }) => find(tables.people, 'Person', viewer.personId),
    organisation: (_, __, context) => tag('Organisation', settingsOf(context)),
    trackedComplaint: (_, __, { tables, viewer }) =>
      find(tables.complaints, 'Complaint', viewer.trackedComplaintId),
  },
  Complaint: {
    id: idOf('Complaint'),
    reference: same('reference'),
    version: same('version'),
    status: loud('status'),
    waitingFor: loud('waiting_for'),
    waitingReason: (row, _, context) =>
      byStaff(context) || row['waiting_for'] === 'consumer' ? row['waiting_reason'] : null,
    waitingSince: same('waiting_since'),
    subject: same('subject'),
    description: same('description'),
    desiredOutcome: same('desired_outcome'),
    channel: loud('channel'),
    priority: loud('priority'),
    receivedAt: same('received_at'),
    createdAt: same('created_at'),
    updatedAt: (row, _, context) => updatedAt(row, context),
    receipt: (row, _, { tables, viewer }) => {
      const event = tables.audit_events.find((one) => one['subject_id'] === row.id && one['position'] === 1);
      const changes = (event?.['changes'] ?? []) as FieldChange[];
      const submission = changes.find(({ field }) => field === 'submission')?.to;
      if (!event || !submission) return null;
      const key = signingKeyOf('k'.repeat(43));
      const raw = {
        organisation: String(tables.settings[0]?.['name']),
        reference: String(row['reference']),
        receivedAt: (row['received_at'] as Date).toISOString(),
        eventId: event.id,
        eventHash: (event['hash'] as Buffer).toString('hex'),
        submission,
      };
      const document = signReceipt(key, viewer.tenant.key, raw, submission);
      return { document, submissionHash: submission, keyId: key.id };
    },
    consumer: (row, _, { tables }) => find(tables.people, 'Person', row['consumer_id']),
    assignee: (row, _, { tables }) => find(tables.users, 'User', row['assignee_id']),
    category: (row, _, { tables }) => find(tables.categories, 'Category', row['category_id']),
    resolution: (row, _, { tables }) =>
      tables.resolutions.find(
        (candidate) => candidate['complaint_id'] === row.id && candidate['is_current'],
      ) ?? null,
    earlierResolutions: (row, _, { tables }) =>
      tables.resolutions
        .filter((candidate) => candidate['complaint_id'] === row.id && !candidate['is_current'])
        .toSorted((a, b) => Number(a['resolved_at']) - Number(b['resolved_at']) || a.id.localeCompare(b.id)),
    acceptance: (row) => (row['accepted_at'] === null ? null : row),
    closeReason: loud('close_reason'),
    resolvedAt: same('resolved_at'),
    closedAt: same('closed_at'),
    firstClosedAt: same('first_closed_at'),
    confirmBy: (row, _, context) =>
      row['status'] === 'resolved'
        ? days(row['resolved_at'], settingsOf(context)['reject_window_days'])
        : null,
    reopenUntil: (row, _, context) => days(row['closed_at'], settingsOf(context)['reopen_window_days']),
    reopenCount: same('reopen_count'),
    needsManager: same('needs_manager'),
    isOverdue: (row, _, { now }) => isLate(row, now),
    isImported: (row) => row['origin'] === 'import',
    externalReference: same('external_reference'),
    commentCount: (row, _, context) => commentsOf(row, context).length,
    deadlines: (row, _, { now }) =>
      (
        [
          ['ACKNOWLEDGEMENT', 'acknowledge_by', 'acknowledged_at'],
          ['FINAL_RESPONSE', 'final_response_by', 'final_responded_at'],
        ] as const
      )
        .filter(([, due]) => row[due] !== null)
        .map(([kind, due, met]) => ({
          kind,
          dueAt: row[due],
          metAt: row[met],
          isOverdue: ((row[met] ?? row['closed_at'] ?? now) as Date) >= (row[due] as Date),
        })),
    availableActions: (row, _, context) => {
      const settings = settingsOf(context);
      const facts = {
        status: row['status'],
        waitingFor: row['waiting_for'],
        isAssigned: row['assignee_id'] !== null,
        isAssignee: row['assignee_id'] !== null && row['assignee_id'] === context.viewer.userId,
        needsManager: row['needs_manager'],
        resolvedAt: row['resolved_at'],
        closedAt: row['closed_at'],
        rejectWindowDays: settings['reject_window_days'],
        reopenWindowDays: settings['reopen_window_days'],
        closeAfterDays: settings['close_after_days'],
        now: context.now,
      } as never;
      return judgeFor(context.viewer, facts).map((verdict) => ({
        ...verdict,
        action: upper(verdict.action),
      }));
    },
    comments: (row, args, context) =>
      paginate('Comment', commentsOf(row, context), { ...byId, name: 'comments' }, args, context),
    timeline: (row, args, context) => {
      const events = context.tables.audit_events.filter(
        (event) => event['subject_id'] === row.id && maySeeEvent(event, context),
      );
      return paginate('TimelineEvent', events, { ...byId, name: 'timeline' }, args, context);
    },
  },
  Resolution: {
    outcome: loud('outcome'),
    explanation: same('explanation'),
    rootCause: (row, _, context) => (byStaff(context) ? row['root_cause'] : null),
    remedy: same('remedy'),
    redress: (row) =>
      row['redress_minor'] === null ? null : { amountMinor: row['redress_minor'], currency: row['currency'] },
    proposedBy: (row, _, { tables }) => find(tables.users, 'User', row['proposed_by']),
    resolvedAt: same('resolved_at'),
  },
  Acceptance: {
    method: loud('acceptance_method'),
    evidence: (row, _, context) => (byStaff(context) ? row['acceptance_evidence'] : null),
    acceptedAt: same('accepted_at'),
  },
  Comment: {
    id: idOf('Comment'),
    kind: loud('kind'),
    body: same('body'),
    authorName: (row, _, context) => {
      const user = context.tables.users.find(({ id }) => id === row['author_user_id']);
      if (user) return nameOf(user['display_name'], user['role'], context);
      return context.tables.people.find(({ id }) => id === row['author_person_id'])?.['name'];
    },
    authorRole: (row, _, { tables }) =>
      upper(tables.users.find(({ id }) => id === row['author_user_id'])?.['role'] ?? 'consumer'),
    createdAt: same('created_at'),
    isMine: (row, _, { viewer }) =>
      viewer.role === 'consumer'
        ? row['author_person_id'] === viewer.personId
        : row['author_user_id'] === viewer.userId,
  },
  TimelineEvent: {
    id: idOf('TimelineEvent'),
    action: same('action'),
    summary: (row, _, context) => {
      const changes = (row['changes'] as FieldChange[]).map((change) =>
        change.field === 'assignee'
          ? { ...change, to: change.to && String(nameOf(change.to, 'support', context)) }
          : change,
      );
      return sentenceOf({
        action: String(row['action']),
        actor: String(nameOf(row['actor_name'], row['actor_role'], context)),
        changes,
      });
    },
    actorName: (row, _, context) => nameOf(row['actor_name'], row['actor_role'], context),
    actorKind: loud('actor_kind'),
    actorRole: loud('actor_role'),
    occurredAt: same('occurred_at'),
    changes: (row, _, context) => (byStaff(context) ? row['changes'] : []),
  },
  AuditEvent: {
    id: idOf('AuditEvent'),
    action: same('action'),
    summary: (row) =>
      auditSentence(String(row['actor_name']), String(row['action']), row['subject_label'] as string | null),
    subjectType: same('subject_type'),
    subjectId: (row) =>
      row['subject_type'] === 'session'
        ? null
        : globalId(capitalised(row['subject_type']), row['subject_id']),
    subject: (row, _, context) =>
      findNode(capitalised(row['subject_type']), String(row['subject_id']), context),
    subjectLabel: same('subject_label'),
    actorName: same('actor_name'),
    actorKind: loud('actor_kind'),
    actorRole: loud('actor_role'),
    occurredAt: same('occurred_at'),
    client: same('client'),
    requestId: same('request_id'),
    changes: same('changes'),
  },
  User: {
    id: idOf('User'),
    version: same('version'),
    displayName: (row, _, context) => nameOf(row['display_name'], row['role'], context),
    role: loud('role'),
    status: loud('status'),
    username: same('username'),
    email: same('email'),
    lastSignInAt: same('last_sign_in_at'),
    createdAt: same('created_at'),
    hasSecondFactor: (row, _, { tables }) => factorOf(tables, row.id) !== undefined,
    externalIdentities: (row, _, context) => identitiesOf(row.id, context),
    person: (row, _, { tables }) => find(tables.people, 'Person', row['person_id']),
  },
  ExternalIdentity: {
    issuer: same('issuer'),
    subject: same('subject'),
    accountName: same('account_name'),
    linkedAt: same('linked_at'),
    lastUsedAt: same('last_used_at'),
  },
  IdentityProvider: {
    id: idOf('IdentityProvider'),
    version: same('version'),
    label: same('label'),
    issuer: same('issuer'),
    clientId: same('client_id'),
    hasClientSecret: (row) => row['client_secret'] !== null,
    scopes: same('scopes'),
    isEnabled: same('is_enabled'),
    newUserRole: loud('new_user_role'),
    staffMustUse: same('staff_must_use'),
  },
  Person: {
    id: idOf('Person'),
    version: same('version'),
    name: same('name'),
    email: same('email'),
    phone: same('phone'),
    address: same('address'),
    isImported: same('is_imported'),
    hasAccount: (row, _, { tables }) => tables.users.some((user) => user['person_id'] === row.id),
    createdAt: same('created_at'),
    complaintCount: (row, _, { tables }) =>
      tables.complaints.filter((complaint) => complaint['consumer_id'] === row.id).length,
  },
  Category: {
    id: idOf('Category'),
    version: same('version'),
    name: same('name'),
    isArchived: same('is_archived'),
    parent: (row, _, { tables }) =>
      categoryOf(
        tables.categories.find(({ id }) => id === row['parent_id']),
        row['usableOnly'],
      ),
    children: (row, _, { tables }) =>
      tables.categories
        .filter((child) => child['parent_id'] === row.id && !(row['usableOnly'] && child['is_archived']))
        .sort(byNameAndId)
        .map((child) => categoryOf(child, row['usableOnly'])),
    complaintCount: (row, _, { tables }) =>
      tables.complaints.filter((complaint) => complaint['category_id'] === row.id).length,
  },
  Organisation: {
    id: idOf('Organisation'),
    slug: (_, __, { viewer }) => viewer.tenant.slug,
    providerCallbackUrl: (_, __, { viewer }) =>
      `http://localhost:4000/${viewer.tenant.slug}/sign-in/callback`,
    name: same('name'),
    version: same('version'),
    registrationOpen: same('registration_open'),
    publicFormOpen: same('public_form_open'),
    acknowledgeWithinDays: same('acknowledge_within_days'),
    finalResponseWithinDays: same('final_response_within_days'),
    rejectWindowDays: same('reject_window_days'),
    reopenWindowDays: same('reopen_window_days'),
    closeAfterDays: same('close_after_days'),
    reminderDays: same('reminder_days'),
    redressLimitMinor: same('redress_limit_minor'),
    currency: same('currency'),
    timeZone: same('time_zone'),
    showStaffSurnames: same('show_staff_surnames'),
    staffSecondFactor: same('staff_second_factor'),
    consumerMailOn: same('consumer_mail'),
    mailSenderName: same('mail_sender_name'),
    mailReplyTo: same('mail_reply_to'),
  },
  SecondFactor: {
    isOn: (_, __, { tables, viewer }) => factorOf(tables, viewer.userId) !== undefined,
    isRequired: (row, _, { viewer }) => row['staff_second_factor'] === true && viewer.role !== 'consumer',
    onSince: (_, __, { tables, viewer }) => factorOf(tables, viewer.userId)?.['confirmed_at'] ?? null,
    recoveryCodesLeft: (_, __, { tables, viewer }) =>
      (factorOf(tables, viewer.userId)?.['recovery_codes'] as unknown[] | undefined)?.length ?? 0,
  },
};

function factorOf({ second_factors: factors }: PlainTables, userId: unknown): PlainRow | undefined {
  return factors.find((factor) => factor['user_id'] === userId && factor['confirmed_at'] !== null);
}

function capitalised(word: unknown): string {
  return String(word).charAt(0).toUpperCase() + String(word).slice(1);
}
