import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { brokenClaims } from './fuzz/claims.ts';
import { judge } from './fuzz/judge.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { senders } from './fuzz/world.ts';

it.each([
  ['a fixed seed', 24, 1_500],
  ['a random seed', randomInt(1, 2 ** 31), 300],
])(
  'made-up requests of %s (%i; npm run bench -- fuzz --seed and --only send one again), %i of them: no fault, no leak, no crash',
  async (_, seed, inputs) => {
    const report = await runFuzz({ inputs, seed });
    expect(report.findings).toEqual([]);
    expect(brokenClaims(report)).toEqual([]);
    expect(report.inputs).toBe(inputs);
    expect(report.statuses['200']).toBeGreaterThan(inputs / 6);
    // Few inputs of a random seed may leave somebody out.
    if (inputs < 1_000) return;
    for (const sender of senders)
      if (sender !== 'software whose token ended') expect(report.answered[sender], sender).toBeGreaterThan(0);
  },
  300_000,
);

const request = { method: 'POST', path: '/graphql', headers: [], body: Buffer.from('{}'), cutAfter: null };
const fine = { status: 200, headers: {}, text: '{"data":null}', milliseconds: 5, isUnsendable: false };

it.each([
  ['a 5xx', { status: 500 }, 'HTTP 500'],
  ['a 503 that does not say why', { status: 503 }, 'HTTP 503'],
  [
    'a fault in a 200',
    { text: '{"errors":[{"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}' },
    'a fault of ours',
  ],
  [
    'a word of another organisation',
    { text: '{"data":"The kettle of Zanzibarium"}' },
    'of another organisation',
  ],
  [
    'a word of another organisation in a header',
    { headers: { x: 'Zanzibarium' } },
    'of another organisation',
  ],
  ['a stack frame', { text: '"Error\\n    at run (/srv/main.js:1:2)"' }, 'internals'],
  ['SQL', { text: '{"message":"select id from people"}' }, 'internals'],
  ['the key of a tenant', { text: `"t_${'a'.repeat(26)}"` }, 'internals'],
  ['a connection that ended', { status: null }, 'without an answer'],
  ['what is no JSON', { text: '<html>' }, 'not JSON'],
  [
    'markup that would run',
    { headers: { 'content-type': 'text/html' }, text: '<p><script>alert(1)</script>' },
    'would run',
  ],
  ['a way to another site', { status: 303, headers: { location: '//elsewhere.example' } }, 'leads elsewhere'],
])('the judge of the answers finds %s', (_, change, found) => {
  expect(judge(request, fine, { foreign: ['Zanzibarium'] })).toEqual([]);
  expect(judge(request, { ...fine, ...change }, { foreign: ['Zanzibarium'] }).join()).toContain(found);
});

it('a receipt may name the key of its own organisation, and no other', () => {
  const key = `t_${'a'.repeat(26)}`;
  const receipt = JSON.stringify({ organisation: { key, name: 'Acme' } });
  const answer = { ...fine, text: JSON.stringify({ data: { document: receipt } }) };
  expect(judge(request, answer, { foreign: [] })).toEqual([]);
  expect(judge(request, answer, { foreign: [key] })).not.toEqual([]);
});
