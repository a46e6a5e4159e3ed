import { join } from 'node:path';
import type { CfpbComplaint } from '../../../server/import/cfpb-row.ts';
import { isRefused, openCfpbFile } from '../../../server/import/read-cfpb.ts';
import { root } from '../support/product.ts';

const files = ['cfpb-2014.csv', 'cfpb-2023-narratives.csv'];

/** The complaints of the import's sample: real subjects, texts, channels and dates. */
export async function readSampleRows(): Promise<CfpbComplaint[]> {
  const rows: CfpbComplaint[] = [];
  for (const file of files) {
    const { rows: read } = await openCfpbFile(join(root, 'server/import/sample', file), new Date());
    for await (const row of read) if (!isRefused(row)) rows.push(row);
  }
  return rows;
}
