import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { openPostOffice, type PostOffice } from '../test/post-office.ts';

let api: TestApi;
let acme: TestOrganisation;
let post: PostOffice;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  post = await openPostOffice(api.services);
});
afterAll(async () => {
  await post.stop();
  await api.stop();
});

it('an administrator sees what was sent and what was not, and why; a manager does not', async () => {
  const { id } = await bringTo(api, acme, 'open');
  await post.deliver();
  post.refuse('consumer@acme.example', 552, '5.2.2 mailbox full');
  await bringTo(api, acme, 'open');
  await post.deliver();
  const query = (filter: string) =>
    `{ outgoingMail${filter} { totalCount nodes { kind recipient state reason endedAt complaint { id } } } }`;
  const { outgoingMail } = await api.get<{ outgoingMail: { totalCount: number; nodes: object[] } }>(
    acme.viewers.admin,
    query(''),
  );
  expect(outgoingMail.nodes).toMatchObject([
    {
      kind: 'ACKNOWLEDGEMENT',
      state: 'FAILED',
      reason: 'The mail server refused the mail for good (552 5.2.2).',
    },
    {
      kind: 'ACKNOWLEDGEMENT',
      recipient: 'consumer@acme.example',
      state: 'SENT',
      reason: null,
      complaint: { id },
    },
  ]);
  const failed = await api.get(acme.viewers.admin, query('(filter: { state: [FAILED, WAITING] })'));
  expect(failed).toMatchObject({ outgoingMail: { totalCount: 1, nodes: [{ state: 'FAILED' }] } });
  const { errors } = await api.ask(acme.viewers.manager, query(''));
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

it('mail is sent as and answered to whom the organisation says', async () => {
  const { admin } = acme.viewers;
  const fields = `version name registrationOpen publicFormOpen acknowledgeWithinDays finalResponseWithinDays rejectWindowDays
    reopenWindowDays closeAfterDays reminderDays redressLimitMinor currency timeZone showStaffSurnames consumerMailOn staffSecondFactor`;
  const { viewer } = await api.get<{ viewer: { organisation: object } }>(
    admin,
    `{ viewer { organisation { ${fields} } } }`,
  );
  const names = { mailSenderName: 'Acme, complaints', mailReplyTo: 'desk@acme.example' };
  const input = { ...viewer.organisation, ...names };
  const wrong = await api.change(
    admin,
    'updateOrganisation',
    { ...input, mailReplyTo: 'a@b\r\nBcc: c@d.example' },
    'organisation { id }',
  );
  expect(wrong.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['mailReplyTo'] }]);
  const { organisation } = await api.change(
    admin,
    'updateOrganisation',
    input,
    'organisation { mailSenderName mailReplyTo }',
  );
  expect(organisation).toEqual(names);
  post.reset();
  await bringTo(api, acme, 'open');
  await post.deliver();
  const mail = post.onlyTo('consumer@acme.example');
  expect(mail.from?.name).toBe('Acme, complaints');
  expect(mail.replyTo).toEqual([{ name: '', address: 'desk@acme.example' }]);
});
