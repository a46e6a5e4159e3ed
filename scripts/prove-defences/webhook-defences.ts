import type { Defence } from './defence.ts';

const delivering = 'server/webhooks/deliver-webhook.test.ts';
const targets = 'server/webhooks/webhook-targets.test.ts';

/** What stands between an organisation's webhooks, others' networks and other organisations. */
export const webhookDefences: readonly Defence[] = [
  {
    name: 'webhooks: what is signed',
    attacks: [23],
    takenOut: 'the signature covers neither id, nor moment, nor body',
    patches: [
      {
        file: 'server/webhooks/webhook-message.ts',
        find: 'new Webhook(secret).sign(messageId, now, body)',
        replace: `new Webhook(secret).sign('', new Date(0), '')`,
      },
    ],
    tests: [delivering],
  },
  {
    name: 'webhooks: the address, at each attempt',
    attacks: [23],
    takenOut: 'a message goes wherever a name leads by now',
    patches: [
      {
        file: 'server/webhooks/attempt-delivery.ts',
        find: 'guardedFetch(addressRulesOf(services.config), limits',
        replace: `guardedFetch({ openRanges: ['0.0.0.0/0', '::/0'], mayReachLoopback: true }, limits`,
      },
    ],
    tests: [targets],
  },
  {
    name: 'webhooks: the address, when it is saved',
    attacks: [23],
    takenOut: 'any address is saved',
    patches: [
      {
        file: 'server/webhooks/endpoint-input.ts',
        find: 'if (problem !== null) {',
        replace: `if (problem === 'never') {`,
      },
    ],
    tests: [targets],
  },
  {
    name: 'webhooks: a secret is bound to its endpoint',
    attacks: [11],
    takenOut: 'a secret opens in the row of another endpoint, of another organisation too',
    patches: [
      {
        file: 'server/webhooks/webhook-secret.ts',
        find: 'return [tenantKey, endpointId];',
        replace: `return [tenantKey === endpointId ? tenantKey : ''];`,
      },
    ],
    tests: [delivering, targets],
  },
  {
    name: 'lanes: the places of an organisation',
    attacks: [32],
    takenOut: 'one organisation takes all places',
    patches: [
      { file: 'server/jobs/outbox.store.ts', find: 'where due.turn <= $4 and', replace: 'where $4 > 0 and' },
    ],
    tests: ['server/jobs/lanes.test.ts'],
  },
  {
    name: 'lanes: the places of a receiver',
    attacks: [32],
    takenOut: 'a slow receiver takes the places of its whole organisation',
    patches: [
      { file: 'server/jobs/outbox.store.ts', find: 'greatest(0, $3 - (', replace: 'greatest(0, $3 + (' },
    ],
    tests: ['server/jobs/lanes.test.ts', delivering],
  },
  {
    name: 'webhooks: one after the other',
    attacks: [27],
    takenOut: 'the messages of one complaint overtake each other',
    patches: [
      {
        file: 'server/webhooks/deliver-webhook.ts',
        find: 'if (await isBehindOthers(unit, ref)) return null;',
        replace: 'void isBehindOthers;',
      },
    ],
    tests: [delivering],
  },
  {
    name: 'suspended organisations: nothing leaves, nothing is lost',
    attacks: [11],
    takenOut: 'what waits for a suspended organisation is worked off',
    patches: [
      {
        file: 'server/jobs/outbox.store.ts',
        find: "where l.tenant_key not in (select key from platform.tenants where is_scratch or state = 'suspended')",
        replace: 'where l.tenant_key not in (select key from platform.tenants where is_scratch)',
      },
      {
        file: 'server/tenancy/registry.ts',
        find: `where key = $1 and state = 'suspended'`,
        replace: `where key = $1 and state = 'gone'`,
      },
    ],
    tests: ['server/jobs/outbox.test.ts', delivering],
  },
  {
    name: 'webhooks: for administrators',
    attacks: [16],
    takenOut: 'node(id:) gives webhooks to everybody of the organisation',
    patches: [
      {
        file: 'server/webhooks/webhook.queries.ts',
        find: `viewer.role === 'admin' ? 'true' : 'false'`,
        replace: `viewer.role === 'nobody' ? 'false' : 'true'`,
      },
    ],
    tests: [targets],
  },
];
