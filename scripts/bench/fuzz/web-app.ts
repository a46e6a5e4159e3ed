import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../support/product.ts';

/** The web app as its sources tell it. */
export interface WebApp {
  pages: WebPage[];
  /** What forms are asked for, anywhere. */
  fields: string[];
  /** What addresses are asked for behind their question mark. */
  searches: string[];
}

export interface WebPage {
  /** The address with its parameters in brackets: `/[tenant=slug]/complaints/[reference]`. */
  route: string;
  /** Names of its form actions. */
  actions: string[];
  /** What its forms are asked for. */
  fields: string[];
}

/** Reads web/src: what is added there is made up here too. */
export function readWebApp(): WebApp {
  const folder = join(root, 'web/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const text = files
    .filter((file) => file.endsWith('.ts'))
    .map(read)
    .join('\n');
  const pages = files
    .filter((file) => /\/\+(page\.svelte|server\.ts)$/.test(file))
    .map((file) => {
      const source = join(dirname(file), '+page.server.ts');
      const page = existsSync(join(folder, source)) ? read(source) : '';
      const [, own = ''] = page.split('export const actions');
      const shared = found(page, /'#(lib\/[\w/-]+-actions\.server\.ts)'/g)
        .map(read)
        .join('\n');
      return {
        route:
          dirname(file)
            .replace('routes', '')
            .replaceAll(/\/\(\w+\)/g, '') || '/',
        actions: [...found(own, /^ {2}(\w+)[:,(]/gm), ...found(shared, /^ {2,4}(\w+): (?:async|move)\b/gm)],
        fields: found(own + shared, fieldPattern),
      };
    });
  return { pages, fields: found(text, fieldPattern), searches: found(text, /searchParams\.\w+\('(\w+)'/g) };
}

const fieldPattern = /form\.(?:text|optional|secret|integer|isChecked)\('(\w+)'/g;

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] as string))];
}
