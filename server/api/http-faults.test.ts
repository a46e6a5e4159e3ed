import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withAdmin } from '../db/admin.ts';
import { close, listen, startHttpApi, testConfig, type HttpApi } from '../test/http-api.ts';
import { failToConnect } from '../test/lost-pools.ts';
import { createHttpServer } from './http.ts';

let api: HttpApi;
let carla: { authorization: string };

beforeAll(async () => {
  api = await startHttpApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.reset();
  const { authorization } = await api.signIn('consumer');
  carla = { authorization };
});

const whoAsks = { query: '{ viewer { displayName } }' };
const sideDoor =
  'mutation { submitComplaint(input: { subject: "By a side door", description: "It worked" }) { complaint { id } errors { code } } }';

describe('a fault', () => {
  const secrets = [
    'hunter2-the-password',
    'carla@acme.example',
    '+44 20 7946 0991',
    'Beechcroft Lane',
    'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl',
  ];
  const message = `Failed for ${secrets.join(', ')}\n    at ${secrets.join(' ')} (/srv/x.ts:1:1)`;

  function expectNoSecret(text: string): void {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }

  it('keeps what its message says from the client and from the log; its request id is in both', async () => {
    const mend = failToConnect(api.database.pools, () => {
      const cause = new Error(message);
      return Object.assign(new Error(message, { cause }), { code: 'EFAULT' });
    });
    const answer = await api.post({ query: '{ categories { id } }' }, carla);
    mend();
    expect(answer.body.errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' }, path: ['categories'] },
    ]);
    expectNoSecret(answer.text);
    expectNoSecret(api.log());
    const line = JSON.parse(api.log().split('\n')[0] as string) as Record<string, unknown>;
    expect(line).toMatchObject({
      level: 'error',
      event: 'fault',
      requestId: answer.headers.get('x-request-id'),
      path: 'categories',
      class: 'Error',
      code: 'EFAULT',
    });
    expect((line['frames'] as string[]).length).toBeGreaterThan(0);
  });

  it('of the database keeps the row to itself that it complains about', async () => {
    await withAdmin(api.database.adminUrl, (admin) =>
      admin.query(
        `alter table "${api.acme.tenant.key}".complaints add constraint odd check (subject <> 'Odd')`,
      ),
    );
    const input = { subject: 'Odd', description: secrets.join(', ') };
    const answer = await api.post(
      {
        query:
          'mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) { errors { code } } }',
        variables: { input },
      },
      carla,
    );
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expectNoSecret(answer.text);
    expectNoSecret(api.log());
    expect(answer.text).not.toMatch(/complaints|constraint|odd/i);
    expect(JSON.parse(api.log().split('\n')[0] as string)).toMatchObject({
      code: '23514',
      constraint: 'odd',
      table: 'complaints',
    });
  });

  it('of who-asks itself, before any operation runs, is a 500 without a word', async () => {
    vi.spyOn(api.database.pools.aside, 'query').mockImplementation(() => {
      throw new Error(message);
    });
    api.clock.now = new Date(api.clock.now.getTime() + 1_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const answer = await api.post(whoAsks, carla);
    vi.mocked(api.database.pools.aside.query).mockRestore();
    expect(answer.status).toBe(500);
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expectNoSecret(answer.text);
    expectNoSecret(api.log());
    expect(api.log()).toContain(answer.headers.get('x-request-id'));
  });

  it.each(['/broken', '/broken-later'])('of the web app is a 500 without a word: %s', async (path) => {
    const answer = await api.send(path);
    expect(answer.status).toBe(500);
    expectNoSecret(answer.text + api.log());
    expect(api.log()).toContain('fault');
  });
});

describe('the request id', () => {
  it('is on every answer, and a new one each time', async () => {
    const answers = [
      await api.post(whoAsks),
      await api.post(whoAsks, { authorization: 'Bearer x' }),
      await api.post('{'),
      await api.send('/graphql', { method: 'PUT' }),
      await api.send('/health/live'),
      await api.send('/schema.graphql'),
      await api.send('/playground/editor/'),
      await api.send('/playground/editor/nothing.js'),
      await api.send('/acme/sign-in'),
    ];
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is what the audit trail says, and not what just anybody claims', async () => {
    const claimed = randomUUID();
    const { headers, body } = await api.post(
      { query: sideDoor },
      { ...carla, 'x-request-id': claimed, 'user-agent': 'A browser' },
    );
    expect(body.data.submitComplaint.errors).toEqual([]);
    expect(headers.get('x-request-id')).not.toBe(claimed);
    const { authorization } = await api.signIn('admin');
    const trail = await api.post(
      {
        query:
          '{ auditEvents(filter: { action: ["complaint.submitted"] }, first: 1) { nodes { requestId client } } }',
      },
      { authorization },
    );
    expect(trail.body.data.auditEvents.nodes).toEqual([
      { requestId: headers.get('x-request-id'), client: 'A browser' },
    ]);
  });

  it('of a trusted proxy is kept when it looks like one', async () => {
    const options = { config: testConfig(['127.0.0.0/8']), pools: api.database.pools, web: null };
    const behind = await createHttpServer(options);
    const url = await listen(behind);
    const ask = async (id: string) =>
      (await fetch(`${url}/health/live`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await ask('proxy-1234.abcd')).toBe('proxy-1234.abcd');
    for (const odd of ['short', 'with spaces in it', '<script>alert(1)</script>', 'x'.repeat(101)])
      expect(await ask(odd)).not.toBe(odd);
    await close(behind);
  });
});
