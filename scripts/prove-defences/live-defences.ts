import type { Defence } from './defence.ts';

const streams = 'server/api/live/live-streams.test.ts';
const sockets = 'server/api/live/sockets.test.ts';

/** What stands between a stream of events and whoever should not hear it. */
export const liveDefences: readonly Defence[] = [
  {
    name: 'streams: asked again at every event, and in between',
    attacks: [11, 20],
    takenOut: 'who opened a stream goes on listening',
    patches: [
      {
        file: 'server/api/live/run-stream.ts',
        find: 'if (!now.ok || now.viewer?.sessionId !== viewer.sessionId) return ',
        replace: 'if (!now.ok && now.status === 403) return ',
      },
      {
        file: 'server/api/live/run-stream.ts',
        find: 'runOperation(api, now.viewer, origin',
        replace: 'runOperation(api, viewer, origin',
      },
      {
        file: 'server/api/live/streams.ts',
        find: 'return now.ok && now.viewer !== null;',
        replace: 'return now.ok || now.status === 401;',
      },
    ],
    tests: [streams],
    only: 'is cut',
  },
  {
    name: 'streams: the organisation of a notice',
    attacks: [11],
    takenOut: 'a notice reaches the listeners of every organisation',
    patches: [
      {
        file: 'server/live/change-feed.ts',
        find: 'if (ear) note(ear, { complaintId, eventId });',
        replace: 'for (const any of [ear, ...feed.values()]) if (any) note(any, null);',
      },
    ],
    tests: [streams],
    only: 'of one organisation hears nothing',
  },
  {
    name: 'streams: internal events',
    attacks: [11],
    takenOut: 'a consumer hears that something internal happened',
    patches: [
      {
        file: 'server/complaints/live/who-hears.ts',
        find: 'change.consumerId === viewer.personId && eventsForConsumers.includes(change.action)',
        replace: 'change.consumerId === viewer.personId && eventsForConsumers.length > 0',
      },
    ],
    tests: [streams],
    only: 'internal notes',
  },
  {
    name: 'streams: who takes nothing',
    attacks: [32],
    takenOut: 'a stream whose client takes nothing stands, with all that was sent to it',
    patches: [
      {
        file: 'server/api/live/streams.ts',
        find: ' || now - state.takenAt > limits.slowSeconds * 1000',
        replace: '',
      },
    ],
    tests: ['server/api/live/slow-readers.test.ts'],
  },
  {
    name: 'notices: told by another process',
    attacks: [27],
    takenOut: 'what a process that died did not tell, nobody tells',
    patches: [
      {
        file: 'server/live/notice-relay.ts',
        find: 'const pollMilliseconds = 1_000;',
        replace: 'const pollMilliseconds = 1_000_000;',
      },
    ],
    tests: ['server/live/notice-relay.test.ts'],
  },
  {
    name: 'streams: how many',
    attacks: [32],
    takenOut: 'a session opens as many streams as it likes',
    patches: [
      {
        file: 'server/api/live/streams.ts',
        find: 'if ((counts.get(sessionId) ?? 0) >= limits.session) return null;',
        replace: '',
      },
    ],
    tests: [streams],
    only: 'is one of twenty',
  },
  {
    name: 'streams: tokens that are made up',
    attacks: [32],
    takenOut: 'each one costs a look into the database, however many there were',
    patches: [
      {
        file: 'server/api/live/event-stream.ts',
        find: 'needsTokenLookUp(api.services, request) &&',
        replace: `needsTokenLookUp(api.services, { headers: {} }) &&`,
      },
    ],
    tests: ['server/api/live/service-token-streams.test.ts'],
    only: 'makes up',
  },
  {
    name: 'streams: the page that opens a socket',
    attacks: [11, 15],
    takenOut: 'a page of another site opens a socket with the cookie',
    patches: [
      {
        file: 'server/api/live/sockets.ts',
        find: 'if (!isOwnPage(api.services, request))',
        replace: `if (request.headers.origin === 'never')`,
      },
      {
        file: 'server/api/authenticate.ts',
        find: 'if (!isOwnPage(services, request)) {',
        replace: `if (request.headers.origin === 'never') {`,
      },
    ],
    tests: [sockets],
    only: 'own pages',
  },
];
