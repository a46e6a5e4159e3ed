/** Lines of a table with columns as wide as their widest cell. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  const lines = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [first = [], ...others] = lines;
  return [format(first), widths.map((width) => '-'.repeat(width)).join('  '), ...others.map(format)];
}

/** 1234567 as `1,234,567`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
