import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
  for (const { viewers } of [acme, other]) {
    const root = await api.change(viewers.admin, 'createCategory', { name: 'Billing' }, 'category { id }');
    const parentId = (root['category'] as { id: string }).id;
    await api.change(viewers.admin, 'createCategory', { name: 'Fees', parentId }, 'category { id }');
  }
});
afterAll(() => api.stop());

const settings = {
  name: 'Acme Holdings',
  registrationOpen: true,
  publicFormOpen: true,
  acknowledgeWithinDays: 3,
  finalResponseWithinDays: 40,
  rejectWindowDays: 10,
  reopenWindowDays: 20,
  closeAfterDays: 12,
  reminderDays: [4, 8],
  redressLimitMinor: 25_000,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  showStaffSurnames: false,
  staffSecondFactor: false,
  consumerMailOn: false,
  mailSenderName: 'Acme, customer relations',
  mailReplyTo: 'relations@acme.example',
};
const fields = `organisation { slug version ${Object.keys(settings).join(' ')} }`;

async function update(input: object, viewer = acme.viewers.admin) {
  const { viewer: found } = await api.get<{ viewer: { organisation: { version: number } } }>(
    viewer,
    '{ viewer { organisation { version } } }',
  );
  return api.change(
    viewer,
    'updateOrganisation',
    { version: found.organisation.version, ...settings, ...input },
    fields,
  );
}

describe("an organisation's settings", () => {
  it('are changed together and told one by one', async () => {
    expect(await update({})).toEqual({ organisation: { slug: 'acme', version: 2, ...settings }, errors: [] });
    const { auditEvents } = await api.get<{ auditEvents: { nodes: { changes: object[] }[] } }>(
      acme.viewers.admin,
      '{ auditEvents(first: 1) { nodes { action subjectLabel changes { field from to } } } }',
    );
    expect(auditEvents.nodes[0]).toMatchObject({ action: 'settings.changed', subjectLabel: 'Acme Holdings' });
    expect(auditEvents.nodes[0]?.changes).toContainEqual({
      field: 'reminders on days',
      from: '5, 10',
      to: '4, 8',
    });
    expect(auditEvents.nodes[0]?.changes).toContainEqual({
      field: 'staff surnames shown',
      from: 'yes',
      to: 'no',
    });
    expect(auditEvents.nodes[0]?.changes).not.toContainEqual(
      expect.objectContaining({ field: 'registration open' }),
    );
  });

  it('on an old version show what is there now', async () => {
    const { data } = await api.ask(
      acme.viewers.admin,
      `mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { organisation { id }
        errors { code ... on StaleVersionError { current { ... on Organisation { slug version } } } } } }`,
      { input: { ...settings, version: 1 } },
    );
    expect(data).toEqual({
      updateOrganisation: {
        organisation: null,
        errors: [{ code: 'STALE_VERSION', current: { slug: 'acme', version: 2 } }],
      },
    });
  });

  it.each([
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['europe/london', 'Europe/London'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('take the time zone %s', async (timeZone, kept) => {
    expect(await update({ timeZone })).toMatchObject({ organisation: { timeZone: kept }, errors: [] });
  });

  it.each([
    ['name', '  '],
    ['name', 'x'.repeat(201)],
    ['acknowledgeWithinDays', 0],
    ['finalResponseWithinDays', 366],
    ['rejectWindowDays', -1],
    ['reopenWindowDays', 0],
    ['closeAfterDays', 0],
    ['reminderDays', [8, 4]],
    ['reminderDays', [4, 4]],
    ['reminderDays', [0]],
    ['reminderDays', [12]],
    ['reminderDays', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['redressLimitMinor', -1],
    ['currency', 'XYZ'],
    ['currency', 'Euro'],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', 'IST'],
    ['timeZone', '+02:00'],
    ['timeZone', `UTC'; drop table settings; --`],
    ['timeZone', 'Europe/Berlin\u0000'],
  ])('refuse %s = %j and keep what was there', async (field, value) => {
    const payload = await update({ [field]: value });
    expect(payload['organisation']).toBeNull();
    expect(payload.errors.length).toBeGreaterThan(0);
    if (field !== 'closeAfterDays') {
      for (const error of payload.errors)
        expect(error).toMatchObject({ __typename: 'InputError', path: [field] });
    }
  });

  it('take no reminders at all', async () => {
    expect(await update({ reminderDays: [] })).toMatchObject({
      organisation: { reminderDays: [] },
      errors: [],
    });
  });

  it('of one organisation are not those of the other', async () => {
    await update({ name: 'Acme only' });
    const { viewer } = await api.get<{ viewer: object }>(
      other.viewers.consumer,
      '{ viewer { organisation { slug name currency } } }',
    );
    expect(viewer).toEqual({ organisation: { slug: 'other', name: 'other Ltd', currency: 'USD' } });
  });
});

describe('the public form', () => {
  const ask = (
    organisation: string,
    viewer = null as Parameters<TestApi['ask']>[0],
    inside = 'name children { name }',
  ) =>
    api.ask(
      viewer,
      `query ($organisation: String!) { publicForm(organisation: $organisation) { organisation name categories { ${inside} } } }`,
      {
        organisation,
      },
    );

  it('tells a visitor the name and the categories', async () => {
    const { data } = await ask('Other');
    expect(data).toEqual({
      publicForm: {
        organisation: 'other',
        name: 'other Ltd',
        categories: [{ name: 'Billing', children: [{ name: 'Fees' }] }],
      },
    });
  });

  it('is null for an unknown organisation and for one whose form is closed', async () => {
    expect((await ask('nowhere')).data).toEqual({ publicForm: null });
    expect((await ask(`x' or 1=1 --`)).data).toEqual({ publicForm: null });
    await update({ publicFormOpen: false });
    expect((await ask('acme')).data).toEqual({ publicForm: null });
    await update({ publicFormOpen: true });
    expect((await ask('acme')).data).toMatchObject({ publicForm: { organisation: 'acme' } });
  });

  it('is told to the sign-in page, and so is whether consumers can register; an unknown organisation looks open', async () => {
    const options = async (organisation: string) =>
      (
        await api.get(
          null,
          `{ signInOptions(organisation: "${organisation}") { registrationOpen publicFormOpen } }`,
        )
      ).signInOptions;
    await update({ registrationOpen: false, publicFormOpen: false });
    expect(await options('acme')).toEqual({ registrationOpen: false, publicFormOpen: false });
    await update({});
    expect(await options('acme')).toEqual({ registrationOpen: true, publicFormOpen: true });
    expect(await options('nowhere')).toEqual({ registrationOpen: true, publicFormOpen: true });
  });

  it("tells nobody how many complaints another organisation's categories have", async () => {
    const { data } = await ask(
      'other',
      acme.viewers.admin,
      'complaintCount parent { id } children { complaintCount parent { complaintCount } }',
    );
    expect(data).toEqual({
      publicForm: {
        organisation: 'other',
        name: 'other Ltd',
        categories: [
          {
            complaintCount: null,
            parent: null,
            children: [{ complaintCount: null, parent: { complaintCount: null } }],
          },
        ],
      },
    });
  });

  it('does not change who asks', async () => {
    const { data } = await api.ask(
      acme.viewers.admin,
      '{ publicForm(organisation: "other") { categories { name } } viewer { organisation { slug } } categories { name } }',
    );
    expect(data).toMatchObject({
      viewer: { organisation: { slug: 'acme' } },
      categories: [{ name: 'Billing' }],
    });
  });
});
