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
