import type { Random } from '../support/random.ts';
import type { Grammar } from './documents.ts';
import { mangle } from './mangle.ts';
import { oddTexts } from './odd-values.ts';
import type { FuzzRequest } from './requests.ts';
import type { WebApp, WebPage } from './web-app.ts';

/** What pages are asked for with. */
export interface PageGrammar extends Grammar {
  web: WebApp;
  /** Where the server says that it is reached: forms are taken from there alone. */
  origin: string;
}

/** Makes the request for a page of the web app, or of one of its forms. The browser is signed in with `token`, null for a visitor's. */
export function makePageRequest(random: Random, grammar: PageGrammar, token: string | null): FuzzRequest {
  const page = random.pick(grammar.web.pages);
  const headers: [string, string][] = [
    ['accept', random.pick(['text/html', 'text/html', 'application/json', '*/*'])],
    ...(token === null
      ? []
      : [['cookie', `redress_access=${token}; redress_label=${label(random)}`] as [string, string]]),
  ];
  const path = makePath(random, grammar, page);
  if (!random.oneIn(3)) {
    const isData = random.oneIn(6);
    return {
      method: random.oneIn(20) ? 'HEAD' : 'GET',
      path: `${isData ? `${path}/__data.json`.replace('//', '/') : path}${makeSearch(random, grammar)}`,
      headers,
      body: null,
      cutAfter: null,
    };
  }
  const action = random.pick(random.oneIn(10) ? ['__proto__', 'default', 'x'] : [...page.actions, '']);
  const { contentType, body } = makeForm(random, grammar, page);
  headers.push(
    ['content-type', contentType],
    ['origin', random.oneIn(20) ? 'https://elsewhere.example' : grammar.origin],
  );
  if (random.oneIn(3)) headers.push(['x-sveltekit-action', 'true']);
  return {
    method: 'POST',
    path: action === '' ? path : `${path}?/${action}`,
    headers,
    body,
    cutAfter: random.oneIn(60) ? random.below(body.length) : null,
  };
}

/** What the browser says of its session beside the proof: it may say anything. */
function label(random: Random): string {
  const role = random.pick(['CONSUMER', 'SUPPORT', 'HELP_DESK', 'MANAGER', 'ADMIN', '__proto__']);
  return random.oneIn(20) ? random.pick(['', ':', '%', 'other-side:ADMIN', 'acme']) : `acme:${role}`;
}

function makePath(random: Random, grammar: PageGrammar, { route }: WebPage): string {
  return route
    .split('/')
    .map((part) => {
      const isTenant = part.startsWith('[tenant');
      if (isTenant && !random.oneIn(10)) return random.oneIn(10) ? 'ACME' : 'acme';
      return part.startsWith('[') ? pathPart(random, grammar) : part;
    })
    .join('/');
}

function pathPart(random: Random, grammar: PageGrammar): string {
  const text = makeText(random, grammar).slice(0, 300).toWellFormed();
  // Escapes that mean nothing are sent too, what the client cannot write is not.
  return random.oneIn(15) ? text.replaceAll(/[^\x21-\x7e]|[?#/]/g, '%') : encodeURIComponent(text);
}

function makeSearch(random: Random, grammar: PageGrammar): string {
  if (random.oneIn(3)) return '';
  const pairs = Array.from({ length: 1 + random.below(3) }, () => {
    const name = random.oneIn(10) ? random.pick(oddTexts) : random.pick(grammar.web.searches);
    return [name.slice(0, 100), makeText(random, grammar).slice(0, 1_000)] as [string, string];
  });
  const search = new URLSearchParams(pairs).toString();
  return `?${random.oneIn(10) ? search.replace(/%\w/, '%') : search}`;
}

function makeForm(
  random: Random,
  grammar: PageGrammar,
  { fields }: WebPage,
): { contentType: string; body: Buffer } {
  const isForeign = fields.length === 0 || random.oneIn(4);
  const names = isForeign
    ? Array.from({ length: random.below(14) }, () => random.pick(grammar.web.fields))
    : fields.filter(() => !random.oneIn(12));
  if (random.oneIn(10)) names.push(random.pick(oddTexts));
  const pairs = names.map((name) => [name, makeText(random, grammar)] as [string, string]);
  const plain = new URLSearchParams(pairs).toString();
  const urlencoded = 'application/x-www-form-urlencoded';
  switch (random.weighted({ urlencoded: 20, mangled: 3, multipart: 4, broken: 3, other: 2 })) {
    case 'mangled':
      return { contentType: urlencoded, body: Buffer.from(mangle(random, plain)) };
    case 'multipart':
      return { contentType: 'multipart/form-data; boundary=edge', body: Buffer.from(multipart(pairs)) };
    case 'broken':
      return {
        contentType: random.pick([
          'multipart/form-data',
          'multipart/form-data; boundary=edge',
          'multipart/form-data; boundary=',
        ]),
        body: Buffer.from(mangle(random, multipart(pairs))),
      };
    case 'other':
      return {
        contentType: random.pick([
          'application/json',
          'text/plain',
          '',
          'application/octet-stream',
          `${urlencoded}; charset=utf-16`,
        ]),
        body: Buffer.from(plain),
      };
    default:
      return { contentType: urlencoded, body: Buffer.from(plain) };
  }
}

function multipart(pairs: readonly [string, string][]): string {
  const parts = pairs.map(([name, value], at) => {
    const file = at % 5 === 4 ? '; filename="a.txt"\r\ncontent-type: text/plain' : '';
    const quoted = name.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ');
    return `--edge\r\ncontent-disposition: form-data; name="${quoted}"${file}\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--edge--\r\n`;
}

function makeText(random: Random, { ids, words }: PageGrammar): string {
  switch (random.weighted({ id: 4, word: 4, odd: 4, small: 2 })) {
    case 'id':
      return random.pick(Object.values(ids).flat());
    case 'word':
      return random.pick(words);
    case 'small':
      return random.pick(['1', '0', 'on', 'true', 'OPEN', 'SUPPORT', 'HIGH', '2026-11-22', '-1', '12.50']);
    default:
      return random.pick(oddTexts);
  }
}
