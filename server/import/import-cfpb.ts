import { isConnectionLost } from '../db/lost-connection.ts';
import { ImportFileError } from './cfpb-columns.ts';
import type { CfpbComplaint } from './cfpb-row.ts';
import { chooseTarget, type ImportDestination } from './import-target.ts';
import { emptyReport, type ImportReport } from './import-report.ts';
import { holdImportLock } from './import-lock.ts';
import { isRefused, openCfpbFile } from './read-cfpb.ts';

export interface CfpbImport extends ImportDestination {
  file: string;
  /** How far it is: rows written, of about how many. */
  onProgress?: (written: number, of: number) => void;
}

/** Rows that are held in memory before they are written, in the order of receipt. */
const rowsAtOnce = 10_000;

/**
 * Imports a CFPB complaint file. Every row is imported, there already, or refused with a reason. A row and all that belongs to it
 * is written whole or not at all; running it again, also after a kill, adds what is missing and nothing twice.
 * Throws ImportFileError when the file, the tenant or the password is not right, while another import runs, or when the database goes away.
 */
export async function importCfpb(options: CfpbImport): Promise<ImportReport> {
  const begun = performance.now();
  const file = await openCfpbFile(options.file, options.now);
  const report = emptyReport(options.file, file, options.adminPassword !== null);
  const importing = holdImportLock(options.adminUrl, async () => {
    const target = await chooseTarget(options);
    const onWritten = () => options.onProgress?.(report.imported + report.alreadyThere, file.lineCount);
    const unknownChannels = new Map<string, number>();
    let held: CfpbComplaint[] = [];
    const write = async () => {
      held.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.line - b.line);
      await target.write(held, report, onWritten);
      held = [];
    };
    for await (const row of file.rows) {
      report.rowsRead += 1;
      report.lastRowMayBeCut = !file.endsWithLineBreak && !isRefused(row);
      if (isRefused(row)) {
        report.refused.push(row);
        continue;
      }
      const { unknownChannel } = row;
      if (unknownChannel !== null)
        unknownChannels.set(unknownChannel, (unknownChannels.get(unknownChannel) ?? 0) + 1);
      held.push(row);
      if (held.length >= rowsAtOnce) await write();
    }
    await write();
    report.unknownChannels = Object.fromEntries(unknownChannels);
  });
  await importing.catch((error: unknown) => {
    throw isConnectionLost(error) ? interrupted(report, error as Error) : error;
  });
  report.seconds = (performance.now() - begun) / 1000;
  report.rowsPerSecond = report.rowsRead / report.seconds;
  report.peakMemoryMegabytes = process.resourceUsage().maxRSS / 1024;
  return report;
}

function interrupted({ imported }: ImportReport, cause: Error): ImportFileError {
  return new ImportFileError(
    `The connection to the database broke in the middle of the import (${cause.message}). What was written is whole, ${imported} complaints at least: run the same command again when the database answers, and it brings what is missing, nothing twice.`,
    { cause },
  );
}
