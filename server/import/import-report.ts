import type { CfpbFile, RefusedRow } from './read-cfpb.ts';

/** What an import did. `rowsRead` = imported + alreadyThere + refused. */
export interface ImportReport {
  file: string;
  encoding: string;
  rowsRead: number;
  imported: number;
  alreadyThere: number;
  refused: RefusedRow[];
  tenantsMade: number;
  tenantsFound: number;
  /** Columns of the file that mean nothing to us. */
  unknownColumns: string[];
  /** Values of `Submitted via` that became OTHER, with how many rows have them. */
  unknownChannels: Record<string, number>;
  /** The file ends inside a line, and that row was not refused: nobody can tell whether it is whole. */
  lastRowMayBeCut: boolean;
  seconds: number;
  rowsPerSecond: number;
  peakMemoryMegabytes: number;
  /** Whether the new organisations have an administrator. */
  hasAdministrators: boolean;
}

const mostLines = 200;

/** The report of an import that has not read a row yet. */
export function emptyReport(path: string, file: CfpbFile, hasAdministrators: boolean): ImportReport {
  return {
    file: path,
    encoding: file.encoding,
    rowsRead: 0,
    imported: 0,
    alreadyThere: 0,
    refused: [],
    tenantsMade: 0,
    tenantsFound: 0,
    unknownColumns: file.layout.unknown,
    unknownChannels: {},
    lastRowMayBeCut: false,
    seconds: 0,
    rowsPerSecond: 0,
    peakMemoryMegabytes: 0,
    hasAdministrators,
  };
}

/** The report as text for a terminal; every refused row has its line and its reason. */
export function formatReport(report: ImportReport): string {
  const lines = [
    `${report.file}: ${rows(report.rowsRead)} read (${report.encoding}).`,
    `  imported       ${report.imported}`,
    `  already there  ${report.alreadyThere}`,
    `  refused        ${report.refused.length}`,
    ...report.refused.slice(0, mostLines).map(({ line, reason }) => `    line ${line}: ${reason}`),
    ...(report.refused.length > mostLines
      ? [`    … and ${report.refused.length - mostLines} more: --report <file> has all of them`]
      : []),
    `  organisations  ${report.tenantsMade} made, ${report.tenantsFound} found`,
    ...report.unknownColumns.map((name) => `  The column "${name}" is not known and was left out.`),
    ...Object.entries(report.unknownChannels).map(
      ([name, count]) =>
        `  "${name}" is no channel of ours: ${rows(count)} ${count === 1 ? 'has' : 'have'} OTHER.`,
    ),
    ...(report.lastRowMayBeCut
      ? ['  The file does not end with a line break: if it was cut, its last row may not be whole.']
      : []),
    `  ${report.seconds.toFixed(1)} s, ${Math.round(report.rowsPerSecond)} rows/s, ${Math.round(report.peakMemoryMegabytes)} MB at most`,
    ...(report.tenantsMade > 0 && !report.hasAdministrators
      ? [
          '  The new organisations have no administrator yet: "redress tenant add-admin <slug> --admin <username>" makes one.',
        ]
      : []),
  ];
  return lines.join('\n');
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
