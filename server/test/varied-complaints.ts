import { withAdmin } from '../db/admin.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import type { TestApi } from './api.ts';
import { bringTo, complaintText, type ComplaintState } from '../isolation/scratch/complaint-paths.ts';
import type { TestOrganisation } from './organisation.ts';

const states: ComplaintState[] = [
  'open',
  'inProgress',
  'waitingForConsumer',
  'waitingForThirdParty',
  'withHelpDesk',
  'resolved',
  'rejectedTwice',
  'closed',
];
const channels = ['PHONE', 'EMAIL', 'LETTER', 'IN_PERSON'];
const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];
const day = 86_400_000;

/**
 * Fills an organisation with complaints of every kind: each state twice, with and without category, conversations and notes, another
 * consumer's, overdue ones, an imported one without deadlines, several received at the same moment. Staff are shown by given name alone.
 */
export async function fillWithComplaints(api: TestApi, organisation: TestOrganisation): Promise<void> {
  const { viewers } = organisation;
  const categoryIds = await makeCategories(api, organisation);
  for (const [index, state] of [...states, ...states].entries()) {
    const subject = `Kettle number ${index}`;
    const { id, version } = await bringTo(api, organisation, state, {
      ...complaintText,
      subject,
      ...(index % 3 === 0 ? {} : { categoryId: categoryIds[index % categoryIds.length] }),
      ...(index % 4 === 0 ? { desiredOutcome: 'A new kettle' } : {}),
    });
    if (index % 2 === 0) await classify(api, organisation, id, version, priorities[index % 4] as string);
    if (index % 3 === 1) await talk(api, organisation, id);
    api.clock.now = new Date(api.clock.now.getTime() + day);
  }
  for (const index of [0, 1, 2, 3, 4]) {
    const receivedAt = new Date(api.clock.now.getTime() - (index % 2) * 70 * day).toISOString();
    const consumer = {
      newConsumer: { name: `Person ${index}`, email: index % 2 === 0 ? null : 'p@x.example' },
    };
    const input = {
      ...complaintText,
      ...consumer,
      channel: channels[index % 4],
      priority: priorities[index % 4],
    };
    await api.change(viewers.helpDesk, 'logComplaint', { ...input, receivedAt });
  }
  const other = await api.change(viewers.consumer2, 'submitComplaint', complaintText);
  await talk(api, organisation, other.complaint!.id);
  const given = await bringTo(api, organisation, 'open');
  const assigneeId = toGlobalId('User', viewers.support2.userId as string);
  await api.change(viewers.manager, 'assignComplaint', { ...given, assigneeId });
  const redress = { amountMinor: 1500 };
  const paid = await bringTo(api, organisation, 'inProgress');
  const answer = {
    outcome: 'PARTLY_UPHELD',
    explanation: 'Half.',
    rootCause: 'Heat',
    remedy: 'Money',
    redress,
  };
  const resolved = await api.change(viewers.support, 'resolveComplaint', { ...paid, ...answer });
  const evidence = 'Said so on the phone.';
  await api.change(viewers.helpDesk, 'acceptResolution', {
    id: paid.id,
    version: resolved.complaint!.version,
    evidence,
  });
  await adjust(api, organisation);
}

async function makeCategories(api: TestApi, { viewers }: TestOrganisation): Promise<string[]> {
  const make = async (name: string, parentId?: string) => {
    const made = await api.change(
      viewers.admin,
      'createCategory',
      { name, parentId },
      'category { id version }',
    );
    return made['category'] as { id: string; version: number };
  };
  const kettles = await make('kettles');
  const ids = [kettles.id, (await make('Lids', kettles.id)).id, (await make('cords', kettles.id)).id];
  const toasters = await make('Toasters');
  const old = await make('Old', toasters.id);
  await make('Slots', toasters.id);
  ids.push(toasters.id, old.id);
  await api.change(viewers.admin, 'archiveCategory', old, 'category { id }');
  await api.change(viewers.admin, 'archiveCategory', await make('Gone'), 'category { id }');
  return ids.slice(0, 4);
}

async function classify(
  api: TestApi,
  { viewers }: TestOrganisation,
  id: string,
  version: number,
  priority: string,
): Promise<void> {
  await api.change(viewers.manager, 'classifyComplaint', { id, version, priority });
}

async function talk(api: TestApi, { viewers }: TestOrganisation, complaintId: string): Promise<void> {
  const say = (name: 'support' | 'helpDesk' | 'manager', body: string, isInternal = false) =>
    api.change(viewers[name], 'addComment', { complaintId, body, isInternal });
  await say('support', 'We look at it.');
  await say('manager', 'Their third kettle.', true);
  await say('helpDesk', 'They phoned again.', true);
  await say('helpDesk', 'Thank you for the call.');
}

/** What does not come about through the API: an import, complaints without a deadline, and ties. */
async function adjust(api: TestApi, { tenant }: TestOrganisation): Promise<void> {
  await withAdmin(api.database.adminUrl, async (admin) => {
    await admin.query(`set search_path = "${tenant.key}"`);
    await admin.query(`update settings set show_staff_surnames = false`);
    await admin.query(`update complaints set received_at = date_trunc('day', received_at) - interval '2 days'
      where subject in ('Kettle number 3', 'Kettle number 4', 'Kettle number 5')`);
    await admin.query(`update complaints set received_at = (select received_at from complaints where subject = 'Kettle number 4'),
      updated_at = (select updated_at from complaints where subject = 'Kettle number 4')
      where subject in ('Kettle number 3', 'Kettle number 5')`);
    await admin.query(`update complaints set origin = 'import', external_reference = 'CFPB-1', acknowledge_by = null,
      acknowledged_at = null, final_response_by = null, final_responded_at = null where subject = 'Kettle number 6'`);
    await admin.query(
      `update complaints set final_response_by = null, acknowledge_by = null where subject = 'Kettle number 12'`,
    );
  });
}
