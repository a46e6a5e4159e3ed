import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../db/admin.ts';
import { startHttpApi, type HttpApi } from '../../http-api.ts';
import { castPassword, createOrganisation } from '../../organisation.ts';
import { expectHealthyPools } from '../wall.ts';

let api: HttpApi;
let keys: string[];
let tokens: string[];
const slugs = ['acme', 'bravo'];

beforeAll(async () => {
  api = await startHttpApi();
  const { tenant } = await createOrganisation(api.database, 'bravo');
  keys = [api.acme.tenant.key, tenant.key];
  tokens = await Promise.all(slugs.map(signIn));
});
afterAll(() => api.stop());

async function signIn(organisation: string): Promise<string> {
  const { body } = await api.post({
    query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }',
    variables: { input: { organisation, username: 'consumer', password: castPassword } },
  });
  return body.data.signIn.session.accessToken as string;
}

const read =
  '{ viewer { organisation { slug } } complaints { totalCount nodes { id subject comments { nodes { body } } } } }';
const write =
  'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { complaint { subject reference } errors { code } } }';

interface Request {
  side: number;
  kind: 'read' | 'write';
  /** When the client hangs up; null: it waits. */
  hangsUpAfterMilliseconds: number | null;
}

const request: fc.Arbitrary<Request> = fc.record({
  side: fc.constantFrom(0, 1),
  kind: fc.constantFrom('read', 'write'),
  hangsUpAfterMilliseconds: fc.option(fc.nat(40), { freq: 3 }),
});

let sent = 0;

/** Sends a request whose client may hang up meanwhile; gives the subject of the complaint when it was told that it is there. */
async function send({ side, kind, hangsUpAfterMilliseconds }: Request): Promise<string | null> {
  const subject = `${slugs[side]} ${(sent += 1)}`;
  const body =
    kind === 'read'
      ? { query: read }
      : { query: write, variables: { input: { subject, description: 'It leaks.' } } };
  const signal =
    hangsUpAfterMilliseconds === null ? {} : { signal: AbortSignal.timeout(hangsUpAfterMilliseconds) };
  const answer = await api
    .send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[side]}` },
      body: JSON.stringify(body),
      ...signal,
    })
    .catch((error: Error) => {
      expect(error.name).toBe('TimeoutError');
      return null;
    });
  if (!answer) return null;
  expect(answer.body.errors).toBeUndefined();
  expect(answer.text).not.toContain(slugs[1 - side]);
  if (kind === 'read') return null;
  expect(answer.body.data.submitComplaint).toMatchObject({ complaint: { subject }, errors: [] });
  return subject;
}

/** Every complaint there is, and how many events tell of each being submitted. */
async function complaintsOf(side: number): Promise<Map<string, number>> {
  return withAdmin(api.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ subject: string; events: number }>(
      `select c.subject, (select count(*)::int from "${keys[side]}".audit_events e
         where e.subject_id = c.id and e.action = 'complaint.submitted') as events from "${keys[side]}".complaints c`,
    );
    return new Map(rows.map(({ subject, events }) => [subject, events]));
  });
}

describe('clients of two organisations that hang up at any moment', () => {
  it(
    'leave whole complaints or none, each in its own organisation, and every connection as it was',
    { timeout: 90_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 40 }), async (requests) => {
          const told = await Promise.all(requests.map(send));
          // What nobody waits for any more goes on: it is over when every connection is back.
          await expectHealthyPools(api.database.pools);
          for (const side of [0, 1]) {
            const there = await complaintsOf(side);
            const subjects = [...there.keys()];
            expect(subjects.filter((subject) => !subject.startsWith(`${slugs[side]} `))).toEqual([]);
            expect([...there.values()].filter((events) => events !== 1)).toEqual([]);
            const acknowledged = told.filter(
              (subject, at) => subject !== null && requests[at]?.side === side,
            );
            expect(subjects).toEqual(expect.arrayContaining(acknowledged));
          }
        }),
        { numRuns: 12, interruptAfterTimeLimit: 30_000, endOnFailure: true },
      );
    },
  );
});
