import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 as uuidv7 } from 'uuid';
import { recordEvent, type Actor } from '../../../server/audit/audit.store.ts';
import { exportTrail } from '../../../server/audit/export-trail.ts';
import { makeCheckpoints } from '../../../server/audit/make-checkpoints.ts';
import { newSigningKey, signingKeyOf } from '../../../server/auth/signing-key.ts';
import { withAdmin } from '../../../server/db/admin.ts';
import { provisionTenant } from '../../../server/tenancy/provision-tenant.ts';
import { withTenant } from '../../../server/tenancy/with-tenant.ts';
import type { ScratchDatabase } from '../support/scratch-database.ts';
import { root } from '../support/product.ts';

export interface AuditReport {
  events: number;
  bytes: number;
  /** How long each step took, in milliseconds. */
  appended: number;
  signed: number;
  exported: number;
  verified: number;
  checkpoints: number;
  /** What the verifier said of the untouched file, and of one with a single changed letter; its exit codes. */
  untouched: { code: number; output: string };
  changed: { code: number; output: string };
}

const eventsPerComplaint = 5;
const complaintsPerUnit = 200;
const actions = ['submitted', 'acknowledged', 'started', 'resolved', 'accepted'];

/** Writes so many events, signs and exports them, and lets the offline verifier look at the file: plain Node, in a process of its own. */
export async function runAudit(
  { pools, adminUrl }: Pick<ScratchDatabase, 'pools' | 'adminUrl'>,
  { events, folder }: { events: number; folder: string },
): Promise<AuditReport> {
  const tenant = await withAdmin(adminUrl, (admin) =>
    provisionTenant(admin, { slug: 'trail', name: 'Trail' }),
  );
  const services = { pools, config: { auditSigningKey: newSigningKey() }, now: () => new Date() };
  const file = join(folder, 'trail.jsonl');
  const key = join(folder, 'key.pem');
  writeFileSync(key, signingKeyOf(services.config.auditSigningKey).publicKey);

  const appended = await timed(() => append(pools, tenant.key, events));
  let checkpoints = 0;
  const signed = await timed(async () => {
    checkpoints = await makeCheckpoints(services, tenant.key);
  });
  const exported = await timed(() =>
    pipeline(Readable.from(withLineBreaks(exportTrail(services, tenant))), createWriteStream(file)),
  );
  let untouched = { code: -1, output: '' };
  const verified = await timed(async () => {
    untouched = await verify(file, key);
  });
  const edited = join(folder, 'edited.jsonl');
  await pipeline(createReadStream(file, 'utf8'), changeOneLetter, createWriteStream(edited));
  const changed = await verify(edited, key);
  const { size: bytes } = await stat(file);
  return { events, bytes, appended, signed, exported, verified, checkpoints, untouched, changed };
}

async function append(pools: ScratchDatabase['pools'], tenantKey: string, events: number): Promise<void> {
  const actor: Actor = { kind: 'user', id: uuidv7(), name: 'Sam Support', role: 'support' };
  const origin = { client: 'Mozilla/5.0 (X11; Linux x86_64) bench', requestId: uuidv7() };
  let left = Math.ceil(events / eventsPerComplaint);
  const write = async () => {
    while (left > 0) {
      const complaints = Array.from({ length: Math.min(left, complaintsPerUnit) }, () => uuidv7());
      left -= complaints.length;
      await withTenant(pools, tenantKey, async (unit) => {
        for (const subjectId of complaints)
          for (const action of actions)
            await recordEvent(
              unit,
              actor,
              origin,
              {
                action: `complaint.${action}`,
                subjectType: 'complaint',
                subjectId,
                subjectLabel: 'TRAIL-2026-000001',
                changes: [{ field: 'status', from: 'open', to: 'in progress' }],
              },
              new Date(),
            );
      });
    }
  };
  await Promise.all([write(), write()]);
}

/** The first name that stands in an event. */
async function* changeOneLetter(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let isDone = false;
  for await (const chunk of chunks) {
    const text: string = isDone ? chunk : chunk.replace('Sam Support', 'Sam Supporf');
    isDone ||= text !== chunk;
    yield text;
  }
}

function verify(file: string, key: string): Promise<{ code: number; output: string }> {
  const verifier = join(root, 'scripts', 'verify-audit.mjs');
  const child = spawn(process.execPath, [verifier, file, '--key', key], { env: {} });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, output })));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function* withLineBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
