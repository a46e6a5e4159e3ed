import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAudit } from './audit/run-audit.ts';
import type { Bench } from './support/bench.ts';
import { withScratchDatabase } from './support/scratch-database.ts';
import { formatCount, formatTable } from './support/table.ts';

const mostMilliseconds = 10_000;

/** A million events, written, signed, exported and verified. */
export const bench: Bench = {
  summary: 'a million audit events: written, signed, exported, and verified offline in under 10 s',
  options: { events: { summary: 'how many events', default: 1_000_000 } },
  async run(options, print) {
    const folder = mkdtempSync(join(tmpdir(), 'redress-bench-audit-'));
    try {
      const report = await withScratchDatabase({ maxConnections: 4 }, (database) =>
        runAudit(database, { events: options.number('events'), folder }),
      );
      const row = (name: string, milliseconds: number) => [
        name,
        `${(milliseconds / 1000).toFixed(1)} s`,
        `${formatCount(Math.round((report.events / milliseconds) * 1000))} events/s`,
      ];
      const rows = [
        row('appended', report.appended),
        row(`signed (${report.checkpoints} checkpoints)`, report.signed),
        row(`exported (${formatCount(Math.round(report.bytes / 1e6))} MB)`, report.exported),
        row('verified offline', report.verified),
      ];
      for (const line of formatTable(['step', 'time', 'rate'], rows)) print(line);
      print(report.untouched.output.trim());
      return [
        ...(report.untouched.code === 0 ? [] : ['the untouched trail was not found sound']),
        ...(report.changed.code === 1 ? [] : ['a changed letter was not found']),
        ...(report.verified < mostMilliseconds ? [] : [`verifying took ${Math.round(report.verified)} ms`]),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
