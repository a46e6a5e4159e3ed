import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromGlobalId } from '../graphql/global-id.ts';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { openHookWorld, type HookWorld } from '../test/hook-world.ts';

let api: TestApi;
let acme: TestOrganisation;
let world: HookWorld;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  world = await openHookWorld(api, acme);
});
afterAll(async () => {
  await world.stop();
  await api.stop();
});
beforeEach(async () => {
  await world.reset();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const say = (id: string, body: string) =>
  api.change(
    acme.viewers.support,
    'addComment',
    { complaintId: id, body },
    'comment { id } complaint { version }',
  );
const begun = () => bringTo(api, acme, 'inProgress');

describe('what happens to a complaint', () => {
  it('is told to the endpoints that want to hear of it, with a signature that the specification’s own library takes', async () => {
    const { secret } = await world.endpoint({ eventKinds: ['COMMENT_ADDED', 'COMPLAINT_RESOLVED'] });
    const { id } = await begun();
    const { comment, complaint } = await say(id, 'We look at it.');
    await world.work();
    expect(world.receiver.messages).toHaveLength(1);
    const [message] = world.receiver.messages;
    const { reference } = await world.complaint(id);
    expect(new Webhook(secret).verify(message!.body, message!.headers)).toEqual({
      type: 'comment.added',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      data: {
        id,
        reference,
        version: complaint!.version,
        status: 'IN_PROGRESS',
        waitingFor: null,
        closeReason: null,
        commentId: (comment as { id: string }).id,
      },
    });
    const [version, signature] = message!.headers['webhook-signature']!.split(',');
    const signed = `${message!.id}.${message!.headers['webhook-timestamp']}.${message!.body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect([version, signature]).toEqual(['v1', createHmac('sha256', key).update(signed).digest('base64')]);
    expect(await world.deliveries()).toMatchObject([
      {
        state: 'DELIVERED',
        messageId: message!.id,
        body: message!.body,
        attempts: [{ responseStatus: 204, error: null }],
      },
    ]);
  });

  it('says nothing of what was written, nor who anybody is', async () => {
    await world.endpoint({ eventKinds: world.allKinds });
    const text = { subject: 'Sooty Sybil', description: 'Secret soot', desiredOutcome: 'Silent stove' };
    const { id } = await bringTo(api, acme, 'closed', { ...complaintText, ...text });
    await say(id, 'Public words');
    await api.change(acme.viewers.support, 'addComment', {
      complaintId: id,
      body: 'Hidden words',
      isInternal: true,
    });
    await world.work();
    const types = world.receiver.messages.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['complaint.submitted', 'complaint.closed', 'note.added']));
    const sent = JSON.stringify(world.receiver.messages);
    for (const word of ['soot', 'Sybil', 'stove', 'words', '@', acme.viewers.consumer.displayName])
      expect(sent.toLowerCase()).not.toContain(word.toLowerCase());
  });

  it('is kept for nobody while the organisation has no endpoint', async () => {
    await say((await begun()).id, 'Nobody listens.');
    expect(await world.count('webhook_events')).toBe(0);
  });

  it('is not told when the change is rolled back', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    await api.change(acme.viewers.consumer, 'addComment', { complaintId: id, body: 'x', isInternal: true });
    expect(await world.count('webhook_events')).toBe(
      await world.count(`webhook_events where type <> 'comment.added'`),
    );
    expect(await world.work()).toBe(0);
  });
});

describe('a receiver that fails', () => {
  it('is tried again later each time, for over three days, with the same id and a new moment', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'Hello?');
    world.receiver.answer = (_, response) => response.writeHead(500).end('out of\u0000 order\u001b[31m');
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await world.work();
      expect(world.receiver.messages).toHaveLength(attempt);
      waits.push(await world.secondsUntilNext());
      await world.makeDue();
    }
    const [last, ...rest] = waits.reverse();
    expect(last).toBe(0);
    const schedule = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    rest.reverse().forEach((wait, at) => {
      expect(wait).toBeGreaterThan(schedule[at]! * 0.9 - 4);
      expect(wait).toBeLessThan(schedule[at]! * 1.2 + 1);
    });
    expect(await world.work()).toBe(0);
    expect(new Set(world.receiver.messages.map(({ id }) => id)).size).toBe(1);
    const [delivery] = await world.deliveries();
    expect(delivery).toMatchObject({ state: 'FAILED', nextAttemptAt: null });
    expect(delivery!.attempts).toHaveLength(10);
    expect(delivery!.attempts[0]).toMatchObject({
      responseStatus: 500,
      error: 'The receiver answered with 500.',
      responseExcerpt: 'out of order [31m',
    });
  });

  it('gets the later ones of that complaint after the one that failed, and those of others at once', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const [first, second] = [await begun(), await begun()];
    await say(first.id, 'one');
    await say(first.id, 'two');
    await say(second.id, 'three');
    const { reference } = await world.complaint(first.id);
    const other = (await world.complaint(second.id)).reference;
    world.receiver.answer = ({ reference: about }, response) =>
      response.writeHead(about === reference ? 503 : 200).end();
    await world.work();
    expect(world.receiver.messages.map((message) => message.reference).sort()).toEqual(
      [reference, other].sort(),
    );
    world.receiver.reset();
    await world.makeDue();
    await world.work();
    expect(world.receiver.messages.map((message) => message.reference)).toEqual([reference, reference]);
    const inOrder = (await world.deliveries())
      .filter(({ complaint }) => complaint?.id === first.id)
      .reverse();
    expect(world.receiver.messages.map(({ id }) => id)).toEqual(inOrder.map(({ messageId }) => messageId));
  });

  it('holds the later ones back no longer than until the last attempt', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    await say(id, 'one');
    await say(id, 'two');
    const poisoned = (await world.deliveries()).at(-1)!.messageId;
    world.receiver.answer = (message, response) =>
      response.writeHead(message.id === poisoned ? 400 : 200).end();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await world.work();
      await world.makeDue();
    }
    expect(world.receiver.messages.map((message) => message.id === poisoned)).toEqual([
      ...Array<boolean>(10).fill(true),
      false,
    ]);
    expect((await world.deliveries()).map(({ state }) => state)).toEqual(['DELIVERED', 'FAILED']);
  });

  it('is left alone for as long as it says', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'Hello?');
    world.receiver.answer = (_, response) => response.writeHead(429, { 'retry-after': '600' }).end();
    await world.work();
    const seconds = await world.secondsUntilNext();
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThan(721);
  });

  it('that says it is gone is switched off at once, and the administrators are written to', async () => {
    const { id: endpointId } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    await say(id, 'one');
    await say(id, 'two');
    world.receiver.answer = (_, response) => response.writeHead(410).end();
    await world.work();
    expect(world.receiver.messages).toHaveLength(1);
    expect(await world.endpointState(endpointId)).toMatchObject({
      isEnabled: false,
      disabledReason: 'GONE',
      waitingCount: 0,
    });
    expect((await world.deliveries()).map(({ state }) => state)).toEqual(['SKIPPED', 'FAILED']);
    const { outgoingMail } = await api.get<{
      outgoingMail: { nodes: { kind: string; recipient: string }[] };
    }>(acme.viewers.admin, '{ outgoingMail(first: 1) { nodes { kind recipient } } }');
    expect(outgoingMail.nodes).toEqual([{ kind: 'WEBHOOK_DISABLED', recipient: 'admin@acme.example' }]);
    await say(id, 'three');
    expect(await world.deliveries()).toHaveLength(2);
  });

  it('for five days without a success is switched off, and not a moment sooner', async () => {
    const { id: endpointId } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    const start = api.clock.now.getTime();
    const failAt = async (hours: number) => {
      api.clock.now = new Date(start + hours * 3_600_000);
      await say(id, 'Hello?');
      await world.makeDue();
      await world.work();
    };
    world.receiver.answer = (_, response) => response.writeHead(500).end();
    await failAt(0);
    await failAt(119.9);
    expect(await world.endpointState(endpointId)).toMatchObject({ isEnabled: true });
    await failAt(120);
    expect(await world.endpointState(endpointId)).toMatchObject({
      isEnabled: false,
      disabledReason: 'FAILING',
    });
  });

  it('answers again: what failed before does not count any more', async () => {
    const { id: endpointId } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    world.receiver.answer = (_, response) => response.writeHead(500).end();
    await say(id, 'Hello?');
    await world.work();
    expect((await world.endpointState(endpointId)).failingSince).not.toBeNull();
    world.receiver.reset();
    await world.makeDue();
    await world.work();
    expect((await world.endpointState(endpointId)).failingSince).toBeNull();
  });

  it('with a redirect, and one that hangs up, was not told', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    await say(id, 'one');
    world.receiver.answer = (_, response) => response.writeHead(302, { location: world.receiver.url }).end();
    await world.work();
    world.receiver.answer = (_, response) => void response.destroy();
    await world.makeDue();
    await world.work();
    expect(world.receiver.messages).toHaveLength(2);
    expect((await world.deliveries())[0]!.attempts.map(({ error }) => error)).toEqual([
      'The receiver answered with 302.',
      'The server hung up without an answer.',
    ]);
  });
});

describe('a secret', () => {
  it('signs beside its successor for 24 hours', async () => {
    const { id, secret, version } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const rotated = await api.change(
      acme.viewers.admin,
      'rotateWebhookSecret',
      { id, version },
      'secret webhookEndpoint { version previousSecretUntil }',
    );
    const successor = rotated['secret'] as string;
    expect(successor).not.toBe(secret);
    const complaint = await begun();
    const isGood = async (key: string) => {
      const { body, headers } = world.receiver.messages.at(-1)!;
      return new Promise<boolean>((resolve) => {
        vi.setSystemTime(api.clock.now);
        try {
          new Webhook(key).verify(body, headers);
          resolve(true);
        } catch {
          resolve(false);
        }
        vi.useRealTimers();
      });
    };
    await say(complaint.id, 'one');
    await world.work();
    expect([await isGood(secret), await isGood(successor)]).toEqual([true, true]);
    api.clock.now = new Date(api.clock.now.getTime() + 24 * 3_600_000);
    await say(complaint.id, 'two');
    await world.work();
    expect([await isGood(secret), await isGood(successor)]).toEqual([false, true]);
  });

  it('that is old can be ended before its time', async () => {
    const { id, version } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { admin } = acme.viewers;
    await api.change(admin, 'rotateWebhookSecret', { id, version }, 'secret');
    const third = await api.change(admin, 'rotateWebhookSecret', { id, version: version + 1 }, 'secret');
    expect(third.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    await api.change(
      admin,
      'endWebhookSecretOverlap',
      { id, version: version + 1 },
      'webhookEndpoint { version }',
    );
    await say((await begun()).id, 'one');
    await world.work();
    expect(world.receiver.messages[0]!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
    const again = await api.change(
      admin,
      'endWebhookSecretOverlap',
      { id, version: version + 2 },
      'webhookEndpoint { id }',
    );
    expect(again.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('of another endpoint, put into the row by somebody with the database, opens nothing', async () => {
    const one = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const other = await world.endpoint({ eventKinds: ['COMPLAINT_RESOLVED'] });
    const uuid = (id: string) => fromGlobalId('WebhookEndpoint', id);
    await world.asOwner(
      `update webhook_endpoints set secret = (select secret from webhook_endpoints where id = '${uuid(other.id)}') where id = '${uuid(one.id)}'`,
    );
    await say((await begun()).id, 'one');
    await world.work();
    expect(world.receiver.messages).toEqual([]);
  });
});

describe('an administrator', () => {
  it('tests an endpoint that is switched off', async () => {
    const { id, version } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { admin } = acme.viewers;
    await api.change(admin, 'disableWebhookEndpoint', { id, version }, 'webhookEndpoint { id }');
    await api.change(admin, 'sendTestWebhook', { id }, 'webhookDelivery { id }');
    await world.work();
    expect(world.receiver.messages).toMatchObject([{ type: 'endpoint.test' }]);
    expect(await world.deliveries()).toMatchObject([{ cause: 'TEST', state: 'DELIVERED', complaint: null }]);
  });

  it('sends one again, with the same id', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'one');
    await world.work();
    const [delivery] = await world.deliveries();
    await api.change(acme.viewers.admin, 'resendWebhook', { id: delivery!.id }, 'webhookDelivery { id }');
    await world.work();
    const [first, second] = world.receiver.messages;
    expect([second!.id, second!.body]).toEqual([first!.id, first!.body]);
    expect((await world.deliveries()).map(({ cause }) => cause)).toEqual(['RESEND', 'EVENT']);
  });

  it('has one that waits for its next attempt tried at once, and no more often than without that', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'one');
    world.receiver.answer = (_, response) => response.writeHead(500).end();
    await world.work();
    const [delivery] = await world.deliveries();
    await api.change(acme.viewers.admin, 'resendWebhook', { id: delivery!.id }, 'webhookDelivery { id }');
    await world.work();
    expect(world.receiver.messages).toHaveLength(2);
    await world.passSeconds(10);
    await world.work();
    expect(world.receiver.messages, 'the second delay counts').toHaveLength(2);
    world.receiver.reset();
    await world.makeDue();
    await world.work();
    expect(world.receiver.messages).toHaveLength(1);
    // The entry that found the delivery in other hands looks once more.
    await world.makeDue();
    await world.work();
    expect([world.receiver.messages.length, await world.outbox()]).toEqual([1, []]);
  });

  it('sends the first one that waits, and no later one of that complaint before it', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { id } = await begun();
    world.receiver.answer = (_, response) => response.writeHead(500).end();
    await say(id, 'one');
    await world.work();
    await say(id, 'two');
    const [second, first] = await world.deliveries();
    const resend = (delivery: { id: string }) =>
      api.change(acme.viewers.admin, 'resendWebhook', { id: delivery.id }, 'webhookDelivery { id }');
    expect(await resend(second!)).toMatchObject({
      webhookDelivery: null,
      errors: [
        { code: 'NOT_ALLOWED', message: expect.stringContaining('Send the earlier one again.') as string },
      ],
    });
    world.receiver.reset();
    expect((await resend(first!)).errors).toEqual([]);
    await world.work();
    expect(world.receiver.messages.map(({ id }) => id)).toEqual([first!.messageId, second!.messageId]);
  });

  it('replays everything from a moment on, in order and with the same ids', async () => {
    const { id, version } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const { admin } = acme.viewers;
    const complaints = [await begun(), await begun()];
    await say(complaints[0]!.id, 'too early');
    await world.work();
    const from = (api.clock.now = new Date(api.clock.now.getTime() + 60_000));
    await say(complaints[0]!.id, 'one');
    await api.change(admin, 'disableWebhookEndpoint', { id, version }, 'webhookEndpoint { id }');
    await say(complaints[1]!.id, 'two');
    await say(complaints[0]!.id, 'three');
    await world.work();
    world.receiver.reset();
    await api.change(admin, 'enableWebhookEndpoint', { id, version: version + 1 }, 'webhookEndpoint { id }');
    const { count } = await api.change(admin, 'replayWebhooks', { id, from: from.toISOString() }, 'count');
    expect(count).toBe(3);
    await world.work();
    const events = await world.asOwner<{ id: string; complaint: string }>(
      `select 'msg_' || id as id, complaint_id as complaint from webhook_events where type = 'comment.added' and occurred_at >= '${from.toISOString()}' order by number`,
    );
    expect(world.receiver.messages.map((message) => message.id).sort()).toEqual(
      events.map((event) => event.id).sort(),
    );
    const ofFirst = events.filter(
      ({ complaint }) => complaint === fromGlobalId('Complaint', complaints[0]!.id),
    );
    expect(
      world.receiver.messages
        .map((message) => message.id)
        .filter((message) => ofFirst.some((event) => event.id === message)),
    ).toEqual(ofFirst.map((event) => event.id));
  });

  it('cannot replay from the future, or from before the log begins', async () => {
    const { id } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    for (const days of [1, -31]) {
      const from = new Date(api.clock.now.getTime() + days * 86_400_000);
      const { errors } = await api.change(
        acme.viewers.admin,
        'replayWebhooks',
        { id, from: from.toISOString() },
        'count',
      );
      expect(errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['from'] }]);
    }
  });

  it('removes an endpoint with what waits for it', async () => {
    const { id, version } = await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'one');
    await say((await begun()).id, 'of another complaint');
    expect((await world.outbox()).length).toBeGreaterThan(0);
    await api.change(acme.viewers.admin, 'deleteWebhookEndpoint', { id, version }, 'deletedId');
    await expect.poll(() => world.outbox()).toEqual([]);
    await world.work();
    expect(world.receiver.messages).toEqual([]);
    expect(await world.count('webhook_deliveries')).toBe(0);
  });
});

it('an organisation that is suspended has its messages wait, and sent in order when it is active again', async () => {
  await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
  const { id } = await begun();
  for (const body of ['one', 'two']) await say(id, body);
  const set = (state: string) =>
    world.asOwner(`update platform.tenants set state = '${state}' where key = '${acme.tenant.key}'`);
  await set('suspended');
  try {
    expect(await world.work()).toBe(0);
    await world.passSeconds(10 * 86_400);
    expect(await world.work()).toBe(0);
  } finally {
    await set('active');
  }
  expect(world.receiver.messages).toEqual([]);
  await world.work();
  const order = (await world.deliveries(id)).reverse();
  expect(order.map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
  expect(world.receiver.messages.map((message) => message.id)).toEqual(
    order.map(({ messageId }) => messageId),
  );
});

describe('several workers', () => {
  it('deliver each message once, and those of one complaint in order', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    const complaints = await Promise.all([begun(), begun(), begun()]);
    for (let round = 0; round < 8; round += 1)
      for (const { id } of complaints) await say(id, `Word ${round}`);
    const slow = () => Math.random() * 8;
    world.receiver.answer = (_, response) => void setTimeout(() => response.writeHead(200).end(), slow());
    await Promise.all([world.work(), world.work(), world.work()]);
    await world.work();
    expect(world.receiver.messages).toHaveLength(24);
    for (const { id } of complaints) {
      const order = (await world.deliveries(id)).map(({ messageId }) => messageId).reverse();
      const got = world.receiver.messages.filter((message) => order.includes(message.id));
      expect(got.map((message) => message.id)).toEqual(order);
    }
  });

  it('a slow receiver holds up its own deliveries and nobody else’s', async () => {
    const slow = await world.endpoint({ eventKinds: ['COMMENT_ADDED'], path: '/slow' });
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'], path: '/quick' });
    const complaints = await Promise.all(Array.from({ length: 12 }, begun));
    for (const { id } of complaints) await say(id, 'Word');
    const held: (() => void)[] = [];
    world.receiver.answer = (message, response) => {
      const answer = () => void response.writeHead(200).end();
      if (message.path === '/slow') held.push(answer);
      else answer();
    };
    const work = world.work();
    await vi.waitFor(
      () => expect(world.receiver.messages.filter(({ path }) => path === '/quick')).toHaveLength(12),
      10_000,
    );
    expect(held.length, 'at once').toBe(8);
    expect(await world.endpointState(slow.id)).toMatchObject({ waitingCount: 12 });
    const letGo = setInterval(() => held.splice(0).forEach((answer) => answer()), 20);
    await work;
    clearInterval(letGo);
    expect(world.receiver.messages).toHaveLength(24);
  });

  it('a delivery whose worker died is made by another one, once its time is over', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'one');
    await world.asOwner(
      `update webhook_deliveries set leased_until = clock_timestamp() + interval '20 seconds'`,
    );
    await world.work();
    expect(world.receiver.messages).toEqual([]);
    await world.passSeconds(21);
    await world.work();
    expect(world.receiver.messages).toHaveLength(1);
  });

  it('a message whose entry in the outbox was thrown away is found by the hourly look, tried before or not', async () => {
    await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
    await say((await begun()).id, 'one');
    world.receiver.answer = (_, response) => response.writeHead(500).end();
    await world.work();
    await say((await begun()).id, 'two');
    await world.emptyOutbox();
    world.receiver.reset();
    await world.passSeconds(2 * 3600);
    await world.tidy();
    await world.work();
    expect(world.receiver.messages).toEqual([]);
    await world.asOwner(`update webhook_deliveries set created_at = created_at - interval '2 hours'`);
    await world.tidy();
    await world.work();
    expect(world.receiver.messages).toHaveLength(2);
  });
});

it('the log goes back thirty days', async () => {
  await world.endpoint({ eventKinds: ['COMMENT_ADDED'] });
  await say((await begun()).id, 'one');
  await world.work();
  api.clock.now = new Date(api.clock.now.getTime() + 30 * 86_400_000 - 60_000);
  await world.tidy();
  expect(await world.deliveries()).toHaveLength(1);
  api.clock.now = new Date(api.clock.now.getTime() + 120_000);
  await world.tidy();
  expect([await world.count('webhook_deliveries'), await world.count('webhook_events')]).toEqual([0, 0]);
});
