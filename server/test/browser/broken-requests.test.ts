import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startProduct, type Product } from './product.ts';

let product: Product;
let logged: string[];

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => {
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});

const faults = () => logged.filter((line) => line.includes('"fault"'));

/** Sends a form as nobody's browser would; SvelteKit takes forms of its own origin alone. */
function post(path: string, contentType: string, body: string): Promise<Response> {
  return fetch(product.baseUrl + path, {
    method: 'POST',
    headers: { origin: product.baseUrl, 'content-type': contentType },
    body,
    redirect: 'manual',
  });
}

const pages = [
  '/',
  '/acme/sign-in',
  '/acme/register',
  '/acme/complain',
  '/acme/forgot-password',
  '/acme/account',
];

it.each(pages)('a form that is not written as it says is a 400 and no fault: %s', async (page) => {
  const action = { '/': '?/theme', '/acme/sign-in': '?/signIn', '/acme/account': '?/password' }[page] ?? '';
  for (const [contentType, body] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=', '--\r\n'],
    [
      'multipart/form-data; boundary=edge',
      '--edge\r\ncontent-disposition: form-data; nam\r\n\r\nx\r\n--edge--',
    ],
    [
      'multipart/form-data; boundary=edge',
      '--edge\r\ncontent-disposition: form-data; name="username"\r\n\r\nada',
    ],
  ] as const) {
    const answer = await post(page + action, contentType, body);
    expect(answer.status, contentType + body).toBe(400);
    expect(await answer.text()).toContain('did not arrive as it was sent');
  }
  expect(faults()).toEqual([]);
});

it('a form that is too large is told so', async () => {
  const answer = await post(
    '/acme/complain',
    'application/x-www-form-urlencoded',
    `subject=${'x'.repeat(2 ** 20)}`,
  );
  expect(answer.status).toBe(413);
  expect(faults()).toEqual([]);
});

it('a form that is cut off is no fault of ours', async () => {
  const { hostname, port } = new URL(product.baseUrl);
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=edge']) {
    const socket = connect(Number(port), hostname);
    const lines = ['POST /acme/complain HTTP/1.1', `host: ${hostname}:${port}`, `origin: ${product.baseUrl}`];
    socket.write([...lines, `content-type: ${type}`, 'content-length: 500', '', 'subject=a'].join('\r\n'));
    // The page reads the form by then: nothing tells from outside that it waits for the rest.
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await once(socket, 'close');
  }
  // Only then has the server seen both: it answers others as before.
  expect((await fetch(`${product.baseUrl}/acme/complain`)).status).toBe(200);
  // A fault would stand in the log by then: that nothing comes can only be waited for.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(faults()).toEqual([]);
});

it('a host that is none takes no other request of its connection along', async () => {
  const { hostname, port } = new URL(product.baseUrl);
  const socket = connect(Number(port), hostname);
  let answered = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answered += text));
  const head = (host: string, length: number) =>
    `POST /acme/complain HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${length}\r\n\r\n`;
  socket.write(`${head('[', 600_000)}${'x'.repeat(100_000)}`);
  await vi.waitFor(() => expect(answered).toContain('HTTP/1.1 400'));
  socket.write(`${'x'.repeat(500_000)}${head(`${hostname}:${port}`, 0)}`);
  await vi.waitFor(() =>
    expect(answered.match(/^HTTP\/1.1 \d+/gm)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 403']),
  );
  socket.destroy();
});

it('an address that is too long to lead back to leads to the sign-in all the same', async () => {
  for (const length of [1_900, 2_500, 12_000]) {
    const path = `/acme/complaints?q=${'%'.repeat(length)}`;
    const answers = [
      await fetch(product.baseUrl + path, { redirect: 'manual' }),
      await post(path.replace('?', '?/confirm&'), 'application/x-www-form-urlencoded', 'version=1'),
    ];
    for (const { headers } of answers) expect((headers.get('location') ?? '').length).toBeLessThan(8_000);
    expect(answers[0]?.headers.get('location')).toMatch(length < 2_000 ? /sign-in\?next=/ : /sign-in$/);
  }
});

it('an address that is none, and forms that are none, do not end the server', async () => {
  const urlencoded = 'application/x-www-form-urlencoded';
  for (const path of [
    '/%',
    '/%/people/new',
    '/acme/%ff',
    '/acme/complaints/%',
    '/acme/people/new',
    '/acme/sign-in',
    '/',
  ])
    for (const search of ['', '?/default', '?/default&%', '?/__proto__', '?/constructor']) {
      const answers = [
        await post(path + search, urlencoded, 'a=b'),
        await fetch(product.baseUrl + path + search),
      ];
      for (const { status } of answers) expect(status, path + search).toBeLessThan(500);
    }
  expect(faults()).toEqual([]);
});
