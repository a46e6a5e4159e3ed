import { expect, it } from 'vitest';
import { readIdempotencyKey } from './idempotency-key.ts';

it.each([
  ['no header', [], null],
  ['a UUID', ['8e03978e-40d5-43dd-bc93-6894a57f9324'], '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['a String of RFC 9651', ['"8e03978e"'], '8e03978e'],
  ['escapes in a String', ['"a \\"b\\" \\\\ c"'], 'a "b" \\ c'],
  ['quotes inside', ['a"b"'], 'a"b"'],
  ['255 characters', ['k'.repeat(255)], 'k'.repeat(255)],
  ['255 characters in quotes', [`"${'k'.repeat(255)}"`], 'k'.repeat(255)],
])('reads %s', (_, lines, key) => {
  expect(readIdempotencyKey(lines)).toEqual({ ok: true, key });
});

it.each([
  ['nothing', ['']],
  ['nothing in quotes', ['""']],
  ['256 characters', ['k'.repeat(256)]],
  ['a tab', ['a\tb']],
  ['letters outside ASCII', ['kettlé']],
  ['half a String', ['"abc']],
  ['a String with more behind it', ['"abc";a=1']],
  ['two headers', ['a', 'b']],
])('refuses %s', (_, lines) => {
  expect(readIdempotencyKey(lines)).toMatchObject({
    ok: false,
    message: expect.stringContaining('1 to 255 printable ASCII characters') as string,
  });
});
