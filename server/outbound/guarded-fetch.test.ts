import type { lookup, LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { AddressRules } from './address-rules.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { OutboundFault } from './outbound-error.ts';
import { outboundUrlProblem } from './outbound-url.ts';

const production: AddressRules = { openRanges: [], mayReachLoopback: false };
const development: AddressRules = { openRanges: [], mayReachLoopback: true };

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Looks every name up as these addresses, one answer after the other; the last one stays. */
function nameServer(...answers: string[][]): typeof lookup {
  const stub = (_: string, __: object, callback: (error: null, addresses: LookupAddress[]) => void) => {
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return stub as unknown as typeof lookup;
}

const faultOf = (request: Promise<unknown>): Promise<OutboundFault | 'none'> =>
  request.then(
    () => 'none',
    (error: { fault: OutboundFault }) => error.fault,
  );

test.each([
  'http://example.org/',
  'ftp://example.org/',
  'file:///etc/passwd',
  'https://user:word@example.org/',
  'https://user@example.org/',
  'not an address',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://127.0.0.1./',
  'https://0.0.0.0/',
  'https://0/',
  'https://10.0.0.1/',
  'https://100.100.100.200/',
  'https://168.63.129.16/',
  'https://169.254.169.254/latest/meta-data/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.0.0.192/',
  'https://192.168.1.1/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::]/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[::ffff:8.8.8.8]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[2001:db8::1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[ff02::1]/',
  'https://example.org:22/',
  'https://example.org:80/',
  'https://1.1.1.1:25/',
])('%s is refused without a connection', async (url) => {
  expect(await faultOf(guardedFetch(production)(url))).toBe('address');
});

test.each([
  [['10.0.0.1']],
  [['127.0.0.1']],
  [['169.254.169.254']],
  [['::1']],
  [['fe80::1%1']],
  [['::ffff:127.0.0.1']],
  [['93.184.215.14', '10.0.0.1']],
])('a name that is %j is refused', async (addresses) => {
  const fetch = guardedFetch(production, undefined, nameServer(addresses));
  expect(await faultOf(fetch('https://provider.example/'))).toBe('address');
});

test("the system's own look-up is guarded as well", async () => {
  expect(await faultOf(guardedFetch(production)('https://localhost:64999/'))).toBe('address');
});

test('a name that was public a moment ago and is not now is refused: the address that is connected to is the one that is checked', async () => {
  // The first answer lets the connection be tried; nothing listens there.
  const fetch = guardedFetch(
    { openRanges: ['127.0.0.2'], mayReachLoopback: false },
    undefined,
    nameServer(['127.0.0.2'], ['127.0.0.1']),
  );
  expect(await faultOf(fetch('https://provider.example:64999/'))).toBe('unreachable');
  expect(await faultOf(fetch('https://provider.example:64999/'))).toBe('address');
});

test("the operator's ranges are open by https, and nothing beside them", async () => {
  const fetch = guardedFetch({ openRanges: ['127.0.0.0/30', '::1'], mayReachLoopback: false });
  expect(await faultOf(fetch('https://127.0.0.1:64999/'))).toBe('unreachable');
  expect(await faultOf(fetch('https://[::1]:64999/'))).toBe('unreachable');
  expect(await faultOf(fetch('http://127.0.0.1:64999/'))).toBe('address');
  expect(await faultOf(fetch('https://127.0.0.4:64999/'))).toBe('address');
});

test('outside production this machine is reached without TLS, and nothing else is', async () => {
  const url = await serve((_, response) => response.setHeader('x-tea', 'green').end('hello'));
  const answer = await guardedFetch(development)(url);
  expect([answer.status, answer.headers.get('x-tea'), await answer.text()]).toEqual([200, 'green', 'hello']);
  expect(await faultOf(guardedFetch(production)(url))).toBe('address');
  const elsewhere = guardedFetch(development, undefined, nameServer(['93.184.215.14']));
  expect(await faultOf(elsewhere('http://provider.example/'))).toBe('address');
});

test('a redirect is an answer and is not followed', async () => {
  let asked = 0;
  const target = await serve((_, response) => {
    asked += 1;
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: target }).end());
  const answer = await guardedFetch(development)(url);
  expect([answer.status, asked]).toEqual([302, 0]);
});

test('method, headers and a form arrive', async () => {
  const url = await serve((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => response.end(`${request.method} ${request.headers['x-tea']} ${text}`));
  });
  const body = new URLSearchParams({ code: 'a b' });
  const answer = await guardedFetch(development)(url, {
    method: 'POST',
    headers: { 'x-tea': 'green' },
    body,
  });
  expect(await answer.text()).toBe('POST green code=a+b');
});

test('an answer that is too large or too slow ends', async () => {
  const limits = { milliseconds: 300, answerBytes: 1000 };
  const large = await serve((_, response) => response.end('x'.repeat(1001)));
  expect(await faultOf(guardedFetch(development, limits)(large))).toBe('too-large');
  const silent = await serve(() => undefined);
  expect(await faultOf(guardedFetch(development, limits)(silent))).toBe('too-slow');
  const dripping = await serve((_, response) => {
    const drip = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(drip));
  });
  expect(await faultOf(guardedFetch(development, limits)(dripping))).toBe('too-slow');
});

test('of a long answer the beginning is enough where the rest is left', async () => {
  const limits = { milliseconds: 2_000, answerBytes: 1000, longAnswer: 'cut' } as const;
  const endless = await serve((_, response) => {
    const pour = () => response.write('x'.repeat(900)) && setImmediate(pour);
    response.on('drain', pour);
    pour();
  });
  const answer = await guardedFetch(development, limits)(endless);
  expect([answer.status, (await answer.text()).length]).toEqual([200, 1000]);
});

test('whoever types an address hears at once what is wrong with it, as far as that can be known', async () => {
  const problem = (url: string, ...addresses: string[]) =>
    outboundUrlProblem(production, url, nameServer(addresses));
  expect(await problem('https://hooks.example/in', '93.184.215.14')).toBeNull();
  expect(await problem('https://hooks.example/in', '93.184.215.14', '10.0.0.1')).toContain('public');
  expect(await problem('http://hooks.example/in', '93.184.215.14')).toContain('https');
  expect(await problem('https://hooks.example:25/', '93.184.215.14')).toContain('Ports');
  expect(await problem('https://user@hooks.example/', '93.184.215.14')).toContain('password');
  expect(await problem('https://unknown.example/')).toBeNull();
});

test('a connection that breaks is a fault of the server outside', async () => {
  const broken = await serve((request) => request.socket.destroy());
  expect(await faultOf(guardedFetch(development)(broken))).toBe('unreachable');
});

test.each<[string, string, OutboundFault]>([
  ['a status that is none', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n', 'broken'],
  ['another protocol', 'HTTP/1.1 101 Other\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'broken'],
  ['another protocol that it does not name', 'HTTP/1.1 101 Other\r\n\r\n', 'broken'],
  ['nothing but that we may go on', 'HTTP/1.1 100 Continue\r\n\r\n', 'unreachable'],
  ['no HTTP', '<html>', 'broken'],
  ['less than it promised', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nabc', 'unreachable'],
  ['chunks that are none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'unreachable'],
  ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 'broken'],
])('a server that answers with %s is at fault, and nobody waits for it', async (_, answer, fault) => {
  for (const isHeld of [false, true]) {
    const url = await serve(({ socket }) => (isHeld ? socket.write(answer) : socket.end(answer)));
    const limits = { milliseconds: 500, answerBytes: 1000 };
    const found = await faultOf(guardedFetch(development, limits)(url, { method: 'POST', body: 'x' }));
    expect(isHeld && found === 'too-slow' ? fault : found).toBe(fault);
  }
});
