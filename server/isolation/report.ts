import type { Finding } from './notebook.ts';

/** What a run of the self-test says. */
export interface IsolationReport {
  product: 'Redress';
  version: string;
  /** The report's own form. */
  reportVersion: 1;
  startedAt: string;
  seconds: number;
  database: { name: string; postgres: string; tenants: number };
  /** What was looked at, and how often. */
  looked: Record<string, number>;
  findings: Finding[];
  /** Ways that are known to be open, and why they may be. */
  accepted: string[];
  /** What the run did besides: leftovers that it removed. */
  notes: string[];
}

/** The report as text for people. */
export function formatIsolationReport(report: IsolationReport): string {
  const { findings, accepted, notes, looked, database } = report;
  const width = Math.max(...Object.values(looked).map((count) => count.toLocaleString('en').length));
  return [
    `Isolation of organisations: ${findings.length === 0 ? 'nothing found' : `${findings.length} findings`}`,
    `Redress ${report.version}, ${report.startedAt}, ${report.seconds.toFixed(1)} s, database ${database.name} on PostgreSQL ${database.postgres}, ${database.tenants} organisations`,
    '',
    'Looked at',
    ...Object.entries(looked).map(
      ([what, count]) => `  ${count.toLocaleString('en').padStart(width)}  ${what}`,
    ),
    '',
    ...section('Findings', grouped(findings)),
    ...section('Known and accepted', accepted),
    ...section('Notes', notes),
  ]
    .join('\n')
    .trimEnd();
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`), ''];
}

/** One line for findings that say the same of several places. */
function grouped(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ check, what }) => `${check}\n${what}`);
  return [...groups.values()].map((group) => {
    const { check, what } = group[0] as Finding;
    const places = group.slice(0, 3).map(({ where }) => where);
    const more = group.length > 3 ? ` and ${group.length - 3} more` : '';
    return `[${check}] ${places.join('; ')}${more}: ${what}`;
  });
}
