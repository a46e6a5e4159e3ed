const shownCharacters = 2_000;

/**
 * A statement as it may be shown. Values are parameters ($1 …) and never stand in the text; should one of our own texts between quotes ever
 * carry what somebody typed, it would not be seen here: each is left out.
 */
export function shownStatement(text: string): string {
  return withoutTexts(text).slice(0, shownCharacters);
}

/** Leaves out what stands between single quotes or dollar signs. A quote that is never closed hides the rest. */
export function withoutTexts(text: string): string {
  return text.replace(/'(?:[^']|'')*(?:'|$)/g, "'…'").replace(/\$([a-z_]*)\$[^]*?(?:\$\1\$|$)/gi, '$$…$$');
}

/** What a statement does in two words, such as `select complaints`: its first verb and table. */
export function summaryOf(text: string): string {
  const verb =
    /\b(select|insert|update|delete|merge|explain)\b/i.exec(text)?.[1]?.toLowerCase() ?? 'statement';
  const table = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_][\w.]*)"?/i.exec(withoutTexts(text))?.[1];
  return table ? `${verb} ${table.toLowerCase()}` : verb;
}
