/** A fenced block of a Markdown page. */
export interface Block {
  language: string;
  text: string;
  /** The line of the page that it begins in. */
  line: number;
}

/** All fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: page.slice(0, index).split('\n').length,
  }));
}

/** What a page says comes out, as a pattern: `…` stands for anything, space at the ends for nothing. */
export function patternOf(text: string): RegExp {
  const literal = text
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*?')}$`, 's');
}
