/**
 * What a person typed as a tsquery of the configuration `simple`: every word must be found, each may be the beginning of a word.
 * Folds accents and case exactly as the SQL function `fold` does. A text without letters or digits finds nothing.
 */
export function searchQuery(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.map((word) => `'${word}':*`).join(' & ');
}
