import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { sweepUnanswered } from '../complaints/moves/close-unanswered.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { codeAt } from '../isolation/scratch/second-factor.ts';
import { listQueue } from '../jobs/dead-letters.ts';
import { workOff } from '../jobs/work-off.ts';
import { allJobs } from '../api/jobs.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { linkIn, startMailServer } from '../test/mail-server.ts';
import { castPassword, createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { mailFrom, openPostOffice, type PostOffice } from '../test/post-office.ts';
import { createMailTransport } from './mail-transport.ts';

let api: TestApi;
let acme: TestOrganisation;
let bravo: TestOrganisation;
let post: PostOffice;
const carla = 'consumer@acme.example';

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  bravo = await createOrganisation(api.database, 'bravo');
  post = await openPostOffice(api.services);
});
afterAll(async () => {
  await post.stop();
  await api.stop();
});
beforeEach(async () => {
  await asOwner('delete from platform.outbox');
  for (const { tenant } of [acme, bravo]) await asOwner(`delete from "${tenant.key}".outgoing_mail`);
  post.reset();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const asOwner = <Row extends object>(sql: string, values: unknown[] = []) =>
  withAdmin(api.database.adminUrl, async (admin) => (await admin.query<Row>(sql, values)).rows);
const makeDue = () => asOwner('update platform.outbox set run_at = now()');
const queue = () => withAdmin(api.database.adminUrl, (admin) => listQueue(admin, { all: true }));
const mailsOf = ({ tenant }: TestOrganisation) =>
  asOwner<{ id: string; kind: string; recipient: string; state: string; reason: string | null }>(
    `select id, kind, recipient, state, reason from "${tenant.key}".outgoing_mail order by id desc`,
  );
const referenceOf = async (id: string) => {
  const query = 'query ($id: ID!) { complaint(id: $id) { reference } }';
  const { complaint } = await api.get<{ complaint: { reference: string } }>(acme.viewers.admin, query, {
    id,
  });
  return complaint.reference;
};
const historyOf = async (id: string) => {
  const query =
    'query ($id: ID!) { complaint(id: $id) { timeline(last: 100) { nodes { action summary } } } }';
  const read = async (viewer: 'support' | 'consumer') => {
    type Data = { complaint: { timeline: { nodes: { action: string; summary: string }[] } } };
    const { complaint } = await api.get<Data>(acme.viewers[viewer], query, { id });
    return complaint.timeline.nodes;
  };
  return { staff: await read('support'), consumer: await read('consumer') };
};
/** A complaint of somebody without an account, taken in by the help desk. */
const logFor = async (email: string, name = 'Vera Visitor') => {
  const input = {
    ...complaintText,
    channel: 'PHONE',
    receivedAt: '2026-01-01T00:00:00Z',
    newConsumer: { name, email },
  };
  return (await api.change(acme.viewers.helpDesk, 'logComplaint', input)).complaint!;
};

describe('a complaint that is received', () => {
  it('is acknowledged with its reference and when to expect the answer, from and by the organisation, for machines not to answer', async () => {
    const { id } = await bringTo(api, acme, 'open');
    expect(await post.deliver()).toBe(1);
    const mail = post.onlyTo(carla);
    const reference = await referenceOf(id);
    expect(mail.subject).toBe(`${reference}: we have your complaint`);
    expect(mail.from).toEqual({ name: 'acme Ltd', address: mailFrom });
    expect(mail.to).toEqual([{ name: '', address: carla }]);
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@redress\.example>$/);
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    expect(mail.replyTo).toBeUndefined();
    expect(mail.text).toMatch(/You get our final response by \d{1,2} \w+ \d{4}\./);
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(reference);
      expect(part).not.toContain(complaintText.subject);
      expect(part).not.toContain('Carla');
    }
    expect(linkIn(mail)).toBe(`http://localhost:4000/acme/my/complaints/${reference}`);
    expect(mail.html).toContain(`href="${linkIn(mail)}"`);
  });

  it('comes with a tracking link for somebody without an account, which opens that complaint', async () => {
    const { id } = await logFor('vera@visitors.example');
    await post.deliver();
    const link = linkIn(post.onlyTo('vera@visitors.example'));
    expect(link).toMatch(/^http:\/\/localhost:4000\/acme\/track\//);
    const { session } = await api.change(
      null,
      'trackComplaint',
      { token: link.split('/').at(-1) },
      'session { viewer { trackedComplaint { id } } }',
    );
    expect(session).toMatchObject({ viewer: { trackedComplaint: { id } } });
  });

  it('says so in its history to staff: to which address the acknowledgement went', async () => {
    const { id } = await bringTo(api, acme, 'open');
    expect((await historyOf(id)).staff.map(({ action }) => action)).not.toContain('complaint.mailed');
    await post.deliver();
    const { staff, consumer } = await historyOf(id);
    expect(staff.at(-1)).toEqual({
      action: 'complaint.mailed',
      summary: `The acknowledgement was sent by e-mail to ${carla}.`,
    });
    expect(consumer.map(({ action }) => action)).not.toContain('complaint.mailed');
  });

  it('is not acknowledged when it was refused, and nobody without an address is written to', async () => {
    await api.change(acme.viewers.consumer, 'submitComplaint', { subject: '', description: 'x' });
    const input = {
      ...complaintText,
      channel: 'PHONE',
      receivedAt: '2026-01-01T00:00:00Z',
      newConsumer: { name: 'Nora' },
    };
    expect((await api.change(acme.viewers.helpDesk, 'logComplaint', input)).errors).toEqual([]);
    expect(await post.deliver()).toBe(0);
  });
});

describe('whoever complained', () => {
  /** Brings a complaint to a state, delivers what that asked for, and gives what the last thing asked for. */
  const mailAfter = async (
    state: Parameters<typeof bringTo>[2],
    then?: (at: { id: string; version: number }) => Promise<unknown>,
  ) => {
    const at = await bringTo(api, acme, state);
    if (then) {
      await post.deliver();
      post.reset();
      await then(at);
    }
    await post.deliver();
    // Those of one moment arrive in any order.
    const isAcknowledgement = (subject = '') => subject.endsWith('we have your complaint');
    const mail = post.mails.findLast(
      ({ recipient, subject }) => recipient === carla && !isAcknowledgement(subject),
    );
    return { ...at, reference: await referenceOf(at.id), mail: mail! };
  };

  it('hears of a question, of a message and of the final response with the day until which to answer', async () => {
    const asked = await mailAfter('waitingForConsumer');
    expect(asked.mail.subject).toBe(`${asked.reference}: a question for you`);
    expect(asked.mail.text).not.toContain('Which colour?');
    const written = await mailAfter('inProgress', ({ id }) =>
      api.change(acme.viewers.support, 'addComment', { complaintId: id, body: 'We look at it.' }),
    );
    expect(written.mail.subject).toBe(`${written.reference}: a message for you`);
    expect(written.mail.text).not.toContain('We look at it.');
    api.clock.now = new Date('2030-03-01T09:00:00Z');
    const resolved = await mailAfter('resolved');
    expect(resolved.mail.subject).toBe(`${resolved.reference}: our final response`);
    expect(resolved.mail.text).toContain('Please tell us by 15 March 2030 whether you accept it.');
    api.clock.now = new Date();
  });

  it('does not hear of notes among staff, nor of their own messages', async () => {
    const { id } = await bringTo(api, acme, 'inProgress');
    await post.deliver();
    post.reset();
    const { support, consumer } = acme.viewers;
    await api.change(support, 'addComment', { complaintId: id, body: 'Odd.', isInternal: true });
    await api.change(support, 'addResolutionNote', { id, body: 'Odd.' });
    await api.change(consumer, 'addComment', { complaintId: id, body: 'Hello?' });
    await post.deliver();
    expect(post.mails).toEqual([]);
  });

  it('is reminded on days 5 and 10, and told when the complaint was closed without an answer', async () => {
    const from = new Date('2031-03-01T09:00:00Z').getTime();
    api.clock.now = new Date(from);
    const { reference } = await mailAfter('resolved');
    const subjects: string[] = [];
    for (const day of [5, 10, 14]) {
      post.reset();
      api.clock.now = new Date(from + day * 86_400_000);
      await sweepUnanswered(api.database.pools, acme.tenant.key, api.clock.now);
      await post.deliver();
      subjects.push(
        ...post.mails.map(({ subject = '' }) => subject).filter((subject) => subject.includes(reference)),
      );
    }
    expect(subjects).toEqual([
      `${reference}: we wait for your answer`,
      `${reference}: we wait for your answer`,
      `${reference}: closed`,
    ]);
    expect(post.mails.at(-1)?.text).toContain('We had no answer');
    expect(post.mails.at(-1)?.text).toContain('until 12 April 2031');
    api.clock.now = new Date();
  });

  it('is told that the complaint is closed, and how', async () => {
    const accepted = await mailAfter('closed');
    expect(accepted.mail.text).toContain('was accepted, and the complaint is closed');
    const withdrawn = await mailAfter('open', ({ id, version }) =>
      api.change(acme.viewers.consumer, 'withdrawComplaint', { id, version }),
    );
    expect(withdrawn.mail.text).toContain('was taken back, and is closed');
  });

  it('gets nothing where the organisation sends consumers no mail; staff still do', async () => {
    const set = (on: boolean) => asOwner(`update "${acme.tenant.key}".settings set consumer_mail = $1`, [on]);
    await set(false);
    const { id, version } = await bringTo(api, acme, 'open');
    await api.change(acme.viewers.helpDesk, 'assignComplaint', {
      id,
      version,
      assigneeId: toGlobalId('User', acme.viewers.support.userId as string),
    });
    await post.deliver();
    await set(true);
    expect(post.mails.map(({ recipient }) => recipient)).toEqual(['support@acme.example']);
  });

  it('does not get the mail of a moment that is over', async () => {
    const { id, version } = await bringTo(api, acme, 'resolved');
    await api.change(acme.viewers.consumer, 'rejectResolution', { id, version, reason: 'It leaks.' });
    await post.deliver();
    expect(post.mails.map(({ subject }) => subject?.split(': ')[1])).toEqual(['we have your complaint']);
    expect((await mailsOf(acme))[0]).toMatchObject({
      kind: 'resolved',
      state: 'skipped',
      reason: 'The resolution was answered meanwhile.',
    });
  });

  it('is not flooded by whoever types their address into forms', async () => {
    for (let sent = 1; sent <= 32; sent += 1) {
      const { errors } = await api.change(
        null,
        'submitPublicComplaint',
        { ...complaintText, organisation: 'bravo', name: 'Buy Gold', email: 'victim@elsewhere.example' },
        'reference',
      );
      expect(errors).toEqual([]);
    }
    await post.deliver();
    expect(post.mails).toHaveLength(30);
    expect(post.mails.some(({ raw }) => raw.includes('Buy Gold'))).toBe(false);
    expect((await mailsOf(bravo))[0]).toMatchObject({ state: 'skipped' });
  });
});

describe('staff', () => {
  it('are told that a complaint was given to them, and not that they took it themselves', async () => {
    const { id, version } = await bringTo(api, acme, 'inProgress');
    await post.deliver();
    expect(post.mails.map(({ recipient }) => recipient)).toEqual([carla]);
    post.reset();
    const assigneeId = toGlobalId('User', acme.viewers.support2.userId as string);
    await api.change(acme.viewers.manager, 'assignComplaint', { id, version, assigneeId });
    await post.deliver();
    const mail = post.onlyTo('support2@acme.example');
    const reference = await referenceOf(id);
    expect(mail.subject).toBe(`${reference} is yours now`);
    expect(linkIn(mail)).toBe(`http://localhost:4000/acme/complaints/${reference}`);
  });
});

describe('an account', () => {
  const accept = (link: string) =>
    api.change(
      null,
      'acceptInvitation',
      { token: link.split('/').at(-1), password: 'seven-herons-by-the-lake' },
      'session { viewer { user { id } } }',
    );

  it('is announced by a link that sets the password once; the link that the administrator saw ends with it', async () => {
    const input = { username: 'ute', displayName: 'Ute User', email: 'ute@acme.example', role: 'SUPPORT' };
    const { invitationUrl } = await api.change(acme.viewers.admin, 'createUser', input, 'invitationUrl');
    await post.deliver();
    const mail = post.onlyTo('ute@acme.example');
    expect(mail.text).toContain('Your user name is ute.');
    const link = linkIn(mail);
    expect(link).toMatch(/^http:\/\/localhost:4000\/acme\/invitation\//);
    expect(link).not.toBe(invitationUrl);
    expect(await accept(link)).toMatchObject({ errors: [], session: { viewer: {} } });
    for (const used of [link, String(invitationUrl)]) {
      expect((await accept(used)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
    }
  });

  it('keeps no link anywhere: neither the mail nor the invitation that stands in the database tells it', async () => {
    const input = { username: 'uwe', displayName: 'Uwe User', email: 'uwe@acme.example', role: 'SUPPORT' };
    await api.change(acme.viewers.admin, 'createUser', input, 'invitationUrl');
    await post.deliver();
    const token = linkIn(post.onlyTo('uwe@acme.example')).split('/').at(-1)!;
    const secret = Buffer.from(token, 'base64url').subarray(28);
    const rows = await asOwner<{ row: string }>(
      `select t::text as row from "${acme.tenant.key}".outgoing_mail t union all select t::text from "${acme.tenant.key}".invitations t
       union all select t::text from platform.outbox t`,
    );
    for (const { row } of rows) {
      expect(row).not.toContain(secret.toString('hex'));
      expect(row).not.toContain(token);
    }
  });

  it('hears of a new password, whoever set it', async () => {
    const change = { currentPassword: castPassword, newPassword: 'nine-herons-by-the-lake' };
    await api.change(acme.viewers.consumer2, 'changePassword', change, 'viewer { id }');
    await post.deliver();
    const mail = post.onlyTo('consumer2@acme.example');
    expect(mail.subject).toBe('Your password at acme Ltd was changed');
    expect(linkIn(mail)).toBe('http://localhost:4000/acme/forgot-password');
    expect(mail.text).not.toContain('herons');
  });
});

describe('the second step of a sign-in', () => {
  it('that is turned on, or taken away by an administrator, is told to its owner', async () => {
    const { admin, support2 } = acme.viewers;
    const started = await api.change(support2, 'startSecondFactor', { password: castPassword }, 'secret');
    const code = codeAt(String(started['secret']), api.clock.now);
    const { errors } = await api.change(support2, 'confirmSecondFactor', { code }, 'recoveryCodes');
    expect(errors).toEqual([]);
    await post.deliver();
    const mail = post.onlyTo('support2@acme.example');
    expect(mail.subject).toBe('The second step of your sign-in at acme Ltd was changed');
    expect(mail.text).not.toContain(String(started['secret']));
    post.reset();
    const id = toGlobalId('User', support2.userId as string);
    const { node } = await api.get<{ node: { version: number } }>(
      admin,
      'query ($id: ID!) { node(id: $id) { ... on User { version } } }',
      { id },
    );
    await api.change(admin, 'resetSecondFactor', { id, version: node.version }, 'user { id }');
    await post.deliver();
    expect(post.onlyTo('support2@acme.example').subject).toBe(mail.subject);
  });
});

describe('mail that does not get through', () => {
  it('is tried until the mail server is there again, with the same Message-ID', async () => {
    const { port } = post;
    const failing = await startMailServer();
    await failing.stop();
    const at = (url: string) =>
      allJobs({
        ...api.services,
        transport: createMailTransport({ mode: 'test', smtpUrl: url, mailFrom }, () => undefined),
      });
    const { id } = await bringTo(api, acme, 'open');
    await workOff(api.database.pools, at(failing.url));
    expect(await queue()).toMatchObject([
      { state: 'waiting', attempts: 1, reason: 'The mail server did not take the mail (ESOCKET).' },
    ]);
    expect((await mailsOf(acme))[0]).toMatchObject({ state: 'waiting', reason: null });
    await makeDue();
    await workOff(api.database.pools, at(`smtp://127.0.0.1:${port}`));
    expect(post.onlyTo(carla).subject).toContain(await referenceOf(id));
    expect(await queue()).toEqual([]);
    expect((await mailsOf(acme))[0]).toMatchObject({ state: 'sent' });
  });

  it('is tried again when the mail server is busy, and is a dead letter with its reason when the address is refused', async () => {
    post.refuse('busy@visitors.example', 451, '4.7.1 greylisted, busy@visitors.example');
    post.refuse('nobody@visitors.example', 550, '5.1.1 <nobody@visitors.example> unknown');
    await logFor('busy@visitors.example');
    const { id } = await logFor('nobody@visitors.example');
    await post.deliver();
    expect(await queue()).toMatchObject([
      { state: 'waiting', reason: 'The mail server did not take the mail (451 4.7.1).' },
      { state: 'dead', reason: 'The mail server refused the mail for good (550 5.1.1).' },
    ]);
    expect(JSON.stringify(await queue())).not.toContain('visitors.example');
    expect((await mailsOf(acme)).slice(0, 2)).toMatchObject([
      { state: 'failed', reason: 'The mail server refused the mail for good (550 5.1.1).' },
      { state: 'waiting' },
    ]);
    const query = 'query ($id: ID!) { complaint(id: $id) { timeline(last: 1) { nodes { summary } } } }';
    expect(await api.get(acme.viewers.support, query, { id })).toMatchObject({
      complaint: {
        timeline: {
          nodes: [{ summary: 'The acknowledgement could not be sent by e-mail to nobody@visitors.example.' }],
        },
      },
    });
    expect(JSON.stringify(vi.mocked(process.stderr.write).mock.calls)).not.toContain('visitors.example');
  });

  it('is sent at most once more when the worker dies before it noted that it was sent, with the same Message-ID', async () => {
    await bringTo(api, acme, 'open');
    const revoke = (word: string) =>
      asOwner(
        `${word === 'grant' ? 'grant' : 'revoke'} update on "${acme.tenant.key}".outgoing_mail ${word === 'grant' ? 'to' : 'from'} "${acme.tenant.key}"`,
      );
    await revoke('revoke');
    await post.deliver();
    await revoke('grant');
    expect(await queue()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    await makeDue();
    await post.deliver();
    await makeDue();
    await post.deliver();
    expect(post.mails).toHaveLength(2);
    expect(new Set(post.mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await queue()).toEqual([]);
  });

  it('is not sent twice when its entry comes back after all', async () => {
    await bringTo(api, acme, 'open');
    const [entry] = await asOwner<{ kind: string; ref: string }>('select kind, ref from platform.outbox');
    await post.deliver();
    await post.handlers[entry!.kind]!.run(acme.tenant, entry!.ref);
    expect(post.mails).toHaveLength(1);
  });

  it('is not sent a week later', async () => {
    await bringTo(api, acme, 'open');
    api.clock.now = new Date(Date.now() + 8 * 86_400_000);
    await post.deliver();
    api.clock.now = new Date();
    expect(post.mails).toEqual([]);
    expect((await mailsOf(acme))[0]).toMatchObject({ state: 'skipped', reason: 'It waited too long.' });
  });

  it('is skipped where the installation sends none, which is production without a mail server', async () => {
    const transport = createMailTransport({ mode: 'production' }, () => undefined);
    await bringTo(api, acme, 'open');
    await workOff(api.database.pools, allJobs({ ...api.services, transport }));
    expect((await mailsOf(acme))[0]).toMatchObject({
      state: 'skipped',
      reason: 'This installation sends no e-mail.',
    });
  });

  it('is shown with its link instead of being sent in the demo', async () => {
    let log = '';
    const transport = createMailTransport({ mode: 'demo' }, (text) => (log += text));
    const { id } = await bringTo(api, acme, 'open');
    await workOff(api.database.pools, allJobs({ ...api.services, transport }));
    expect(log).toContain(`To: ${carla}`);
    expect(log).toContain(`http://localhost:4000/acme/my/complaints/${await referenceOf(id)}`);
    expect(post.mails).toEqual([]);
  });
});

describe('the wall between organisations', () => {
  it('a payload that is made to name another organisation ends in the dead letters, and nothing is sent', async () => {
    await bringTo(api, acme, 'open');
    await asOwner('update platform.outbox set tenant_key = $1', [bravo.tenant.key]);
    const before = await mailsOf(bravo);
    await post.deliver();
    expect(await queue()).toMatchObject([
      { state: 'dead', slug: 'bravo', attempts: 1, reason: 'The organisation has no such mail.' },
    ]);
    expect(post.mails).toEqual([]);
    expect(await mailsOf(bravo)).toEqual(before);
  });

  it('mails of two organisations at once never mix', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => bringTo(api, at % 2 ? acme : bravo, 'open')),
    );
    expect(made).toHaveLength(10);
    await Promise.all([post.deliver(), post.deliver()]);
    expect(post.mails).toHaveLength(10);
    for (const { recipient, from, raw, subject } of post.mails) {
      const [own, other] = recipient.endsWith('@acme.example') ? ['acme', 'bravo'] : ['bravo', 'acme'];
      expect(recipient).toBe(`consumer@${own}.example`);
      expect(from?.name).toBe(`${own} Ltd`);
      expect(subject).toContain(own.toUpperCase());
      expect(raw.toLowerCase()).not.toContain(other);
    }
  });
});

describe('what an organisation calls itself', () => {
  it('neither makes a header nor markup, whatever it is', async () => {
    const name = 'Evil "Ltd"\r\nBcc: spy@elsewhere.example\r\n\r\n<script>alert(1)</script> & ünïcode';
    await asOwner(
      `update "${bravo.tenant.key}".settings set name = $1, mail_sender_name = $1, mail_reply_to = $2`,
      [name, 'desk@bravo.example'],
    );
    await bringTo(api, bravo, 'open');
    await post.deliver();
    const mail = post.onlyTo('consumer@bravo.example');
    expect(post.mails).toHaveLength(1);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.from).toEqual({
      name: 'Evil "Ltd" Bcc: spy@elsewhere.example <script>alert(1)</script> & ünïcode',
      address: mailFrom,
    });
    expect(mail.replyTo).toEqual([{ name: '', address: 'desk@bravo.example' }]);
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; ünïcode');
    const invited = {
      username: 'eve',
      displayName: 'Eve\r\nBcc: x@y.example',
      email: 'eve@bravo.example',
      role: 'SUPPORT',
    };
    post.reset();
    await api.change(bravo.viewers.admin, 'createUser', invited, 'user { id }');
    await post.deliver();
    expect(post.mails.map(({ recipient }) => recipient)).toEqual(['eve@bravo.example']);
    expect(post.mails[0]?.subject).toMatch(/^Your account at Evil "Ltd" Bcc: spy/);
    expect(post.mails[0]?.headers.map(({ key }) => key)).not.toContain('bcc');
  });
});
