import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDataFile, writeDataFile } from './data-dir.ts';

/** What the data folder remembers of its cluster, in database.json. */
export interface ClusterRecord {
  superuserPassword: string;
  /** The port of the last start, taken again when it is free. */
  port: number | null;
  /** The folder that PostgreSQL knows as its data directory, where that is not DATA_DIR/postgres. */
  movedTo: string | null;
}

/** Reads the record, or gives null where this data folder never had a cluster. */
export function readClusterRecord(dataDir: string): ClusterRecord | null {
  const text = readDataFile(recordFile(dataDir));
  return text === null ? null : (JSON.parse(text) as ClusterRecord);
}

/** Keeps the record for the next start. */
export function writeClusterRecord(dataDir: string, record: ClusterRecord): void {
  writeDataFile(recordFile(dataDir), `${JSON.stringify(record, null, 2)}\n`);
}

/** Begins a record with a new random password, hexadecimal so that it needs no quoting anywhere. */
export function newClusterRecord(): ClusterRecord {
  return { superuserPassword: randomBytes(24).toString('hex'), port: null, movedTo: null };
}

/** Gives the folder that PostgreSQL knows as its data directory. */
export function toClusterDir(dataDir: string, record: ClusterRecord): string {
  return record.movedTo ?? join(dataDir, 'postgres');
}

/** Gives the superuser's address of the record's cluster at `port`. */
export function toAdminUrl(record: ClusterRecord, port: number): string {
  return `postgres://postgres:${record.superuserPassword}@127.0.0.1:${port}/postgres`;
}

/** Tells whether initdb has finished in that folder. */
export function isInitialised(clusterDir: string): boolean {
  return existsSync(join(clusterDir, 'PG_VERSION'));
}

function recordFile(dataDir: string): string {
  return join(dataDir, 'database.json');
}
