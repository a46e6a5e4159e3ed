/**
 * Verifies an export of an audit trail, and receipts, with nothing but Node (20.12 or later) and the public key:
 *
 *   node verify-audit.mjs acme.jsonl --key audit-key.pem [--log redress.log] [--receipt receipt.json] [--json]
 *   node verify-audit.mjs --key audit-key.pem --receipt receipt.json
 *
 * Every finding is named; the exit code is 1 when there is one. docs/audit.md says what is recorded, and what this proves. The product
 * verifies with the same code. One file on purpose: an auditor reads it from top to bottom, copies it, and runs it offline.
 */
import { createHash, createPublicKey, hash as hashOnce, verify } from 'node:crypto';
import { createReadStream, readFileSync, realpathSync } from 'node:fs';

/**
 * @typedef {{ code: string, message: string, subjectId: string | null, position: number | null }} Finding
 * @typedef {{ tenant: string | null, events: number, chains: number, checkpoints: number, unsealedEvents: number,
 *   lastCheckpoint: { number: number, madeAt: string, hash: string } | null, findings: Finding[], findingCount: number }} Verification
 * @typedef {{ organisation: { key: string, name: string }, reference: string, receivedAt: string, submission: string,
 *   event: { id: string, hash: string }, key: string, format: string }} Receipt
 */

const eventFormat = 'redress-audit-event-1';
const checkpointFormat = 'redress-audit-checkpoint-1';
const receiptFormat = 'redress-receipt-1';
const exportFormat = 'redress-audit-export-1';
const eventFields = 17;
const findingsKept = 1000;

/** SHA-256 in hexadecimal. @param {string} text */
export function sha256(text) {
  return hashOnce('sha256', text, 'hex');
}

/**
 * A JSON value as PostgreSQL spells a jsonb: the text whose hash is an event's. Keys by length, then by bytes; one space after each
 * comma and colon. @param {unknown} value @returns {string}
 */
export function canonicalText(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => ({ bytes: Buffer.from(key), key, item }));
  entries.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return `{${entries.map(({ key, item }) => `${JSON.stringify(key)}: ${canonicalText(item)}`).join(', ')}}`;
}

/** A public key's name: the beginning of the hash of its bytes. @param {import('node:crypto').KeyObject} key */
export function keyId(key) {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/** What a head adds to the hash that a checkpoint signs. @param {string} subjectId @param {number} position @param {string} hash */
export function headLine(subjectId, position, hash) {
  return `${subjectId} ${position} ${hash}\n`;
}

/**
 * Checks a receipt by itself: that the organisation's key signed it. @param {string} text @param {readonly string[]} publicKeys
 * @returns {{ receipt: Receipt | null, findings: Finding[] }}
 */
export function verifyReceipt(text, publicKeys) {
  const file = parsed(text);
  const receipt = file?.receipt;
  if (receipt?.format !== receiptFormat || typeof file.signature !== 'string')
    return { receipt: null, findings: [finding('malformed', 'This is not a receipt.')] };
  const key = trustedKeys(publicKeys).get(receipt.key);
  if (!key)
    return {
      receipt,
      findings: [
        finding(
          'wrong_key',
          `The receipt is signed with the key ${receipt.key}, which is not among the given ones.`,
        ),
      ],
    };
  // The order of the fields is kept by JSON, so that a receipt may be indented and still verifies.
  if (!isSigned(JSON.stringify(receipt), file.signature, key))
    return {
      receipt,
      findings: [finding('bad_signature', `The signature of the receipt ${receipt.reference} is wrong.`)],
    };
  return { receipt, findings: [] };
}

/**
 * Takes the lines of an export one by one. Holds one chain at a time, and a running hash for each checkpoint.
 * `publicKeys` are PEM texts: those that are trusted. `knownCheckpoints` were kept elsewhere (a log) and must be in the trail.
 * @param {{ publicKeys: readonly string[], knownCheckpoints?: readonly { number: number, hash: string }[], receipts?: readonly Receipt[] }} options
 * @returns {{ line(text: string): void, end(): Verification }}
 */
export function createVerifier({ publicKeys, knownCheckpoints = [], receipts = [] }) {
  /** @type {Finding[]} */
  const findings = [];
  let findingCount = 0;
  const found = (/** @type {Finding} */ one) => {
    findingCount += 1;
    if (findings.length < findingsKept) findings.push(one);
  };
  const trusted = trustedKeys(publicKeys);
  const exported = new Map();
  const checkpoints = new Map();
  const awaited = new Map(receipts.map((receipt) => [receipt.event.id, receipt]));
  const counts = { chains: 0, events: 0, checkpoints: 0 };
  let tenant = null;
  let lastCheckpoint = null;
  /** The first of the checkpoints that only an untrusted key signed, since the last one that a trusted key signed. */
  let unvouched = null;
  let chain = null;
  let unsealedEvents = 0;
  let lineNumber = 0;
  let isWhole = false;

  const malformed = (what) => found(finding('malformed', `Line ${lineNumber} is ${what}.`));

  function line(text) {
    lineNumber += 1;
    if (isWhole) return malformed('after the end');
    if (text.startsWith('{"event":')) return event(text);
    const value = parsed(text);
    if (value?.header && lineNumber === 1) return header(value.header);
    if (typeof value?.key?.publicKey === 'string')
      return void exported.set(value.key.id, value.key.publicKey);
    if (typeof value?.checkpoint === 'string') return checkpoint(value.checkpoint, value.signature);
    if (isChain(value)) return beginChain(value);
    if (value?.end) return finish(value.end);
    malformed('not one of an export');
  }

  function header(given) {
    tenant = given.tenant;
    if (given.format !== exportFormat)
      found(finding('malformed', `The format ${given.format} is not known to this verifier.`));
  }

  function checkpoint(statement, signature) {
    counts.checkpoints += 1;
    const signed = parsed(statement);
    if (signed?.format !== checkpointFormat) return malformed('not a checkpoint');
    const { number, key: id } = signed;
    const expected = (lastCheckpoint?.number ?? 0) + 1;
    if (signed.tenant !== tenant)
      found(finding('foreign', `Checkpoint ${number} is of another organisation, ${signed.tenant}.`));
    if (number !== expected)
      found(
        finding(
          'checkpoint_missing',
          `Checkpoints are missing or out of order: ${expected} was expected, ${number} is there.`,
        ),
      );
    else if (signed.previous !== (lastCheckpoint?.hash ?? null))
      found(
        finding(
          'checkpoint_chain',
          `Checkpoint ${number} does not follow from the one before: one of them was exchanged.`,
        ),
      );
    const publicKey = trusted.get(id) ?? exportedKey(id);
    if (!publicKey)
      found(
        finding(
          'wrong_key',
          `Checkpoint ${number} is signed with the key ${id}, which is not among the given ones.`,
        ),
      );
    else if (!isSigned(statement, signature, publicKey))
      found(finding('bad_signature', `The signature of checkpoint ${number} is wrong.`));
    // A retired key needs not be given: the next checkpoint of a trusted one vouches, by its hash, for all before it.
    if (trusted.has(id)) unvouched = null;
    else unvouched ??= { number, id };
    lastCheckpoint = { number, madeAt: signed.madeAt, hash: sha256(statement) };
    checkpoints.set(number, { signed, hash: lastCheckpoint.hash, heads: 0, running: createHash('sha256') });
  }

  function exportedKey(id) {
    const key = exported.has(id) ? publicKeyOf(exported.get(id)) : null;
    return key && keyId(key) === id ? key : null;
  }

  function beginChain({ chain: subjectId, head, sealed }) {
    endChain();
    if (chain && subjectId <= chain.subjectId)
      found(finding('malformed', `Chain ${subjectId} is out of order.`, subjectId));
    counts.chains += 1;
    chain = {
      subjectId,
      head,
      sealed: [...sealed],
      last: { position: 0, hash: null },
      sealedUpTo: 0,
      isBroken: false,
      isOver: false,
    };
    for (const [number, position, hash] of sealed) {
      const by = checkpoints.get(number);
      if (!by) {
        found(
          finding(
            'checkpoint_missing',
            `Checkpoint ${number}, which signed chain ${subjectId}, is missing.`,
            subjectId,
          ),
        );
        continue;
      }
      by.heads += 1;
      by.running.update(headLine(subjectId, position, hash));
      chain.sealedUpTo = Math.max(chain.sealedUpTo, position);
    }
    chain.sealed.sort((a, b) => a[1] - b[1]);
  }

  function event(text) {
    counts.events += 1;
    const canonical = text.slice(9, -75);
    const hash = text.slice(-66, -2);
    const fields = parsed(canonical);
    if (
      !text.endsWith(`,"hash":"${hash}"}`) ||
      !Array.isArray(fields) ||
      fields.length !== eventFields ||
      fields[0] !== eventFormat ||
      !Number.isInteger(fields[3])
    )
      return malformed('not an event');
    if (!chain) return malformed('an event outside a chain');
    const [, ofTenant, subjectId, position, , id] = fields;
    const name = `Event ${position} of ${nameOf(fields)}`;
    const at = [subjectId, position];
    if (ofTenant !== tenant || subjectId !== chain.subjectId)
      found(finding('foreign', `${name} belongs to another chain.`, ...at));
    if (sha256(canonical) !== hash)
      broken(
        finding('edited', `${name} was edited: it does not have the hash that was recorded with it.`, ...at),
      );
    follow(name, fields);
    check(name, hash, position, at);
    const receipt = awaited.get(id);
    if (receipt) checkAgainst(receipt, fields, hash);
    if (position > chain.sealedUpTo) unsealedEvents += 1;
    chain.last = { position, hash };
  }

  function broken(one) {
    chain.isBroken = true;
    found(one);
  }

  /** The position and the hash of the one before. */
  function follow(name, fields) {
    const [, , subjectId, position, previous] = fields;
    const { last } = chain;
    if (position > last.position + 1) {
      const [from, to] = [last.position + 1, position - 1];
      broken(
        finding(
          'missing',
          `${from === to ? `Event ${from} is` : `Events ${from} to ${to} are`} missing from ${nameOf(fields)}.`,
          subjectId,
          from,
        ),
      );
    } else if (position !== last.position + 1) {
      broken(finding('malformed', `${name} stands twice, or out of order.`, subjectId, position));
    } else if (previous !== last.hash) {
      broken(
        finding(
          'rewritten',
          `${name} was made to follow another event than the one before it: that one was rewritten.`,
          subjectId,
          position,
        ),
      );
    }
  }

  /** What checkpoints signed of this position. */
  function check(name, hash, position, at) {
    while (chain.sealed.length > 0 && chain.sealed[0][1] <= position) {
      const [number, sealedPosition, sealedHash] = chain.sealed.shift();
      if (sealedPosition === position && sealedHash !== hash)
        broken(
          finding(
            'recomputed',
            `${name} is not the one that checkpoint ${number} signed: it was rewritten with its hash.`,
            ...at,
          ),
        );
    }
  }

  function endChain() {
    if (!chain || chain.isOver) return;
    chain.isOver = true;
    const { subjectId, last, head, sealed } = chain;
    const beyond = sealed.at(-1);
    if (beyond) {
      const [number, position] = beyond;
      found(
        last.position === 0
          ? finding(
              'removed',
              `The whole chain ${subjectId} is missing: checkpoint ${number} signed ${position} events of it.`,
              subjectId,
            )
          : finding(
              'cut',
              `The end of chain ${subjectId} is missing: checkpoint ${number} signed ${position} events, ${last.position} are there.`,
              subjectId,
              last.position + 1,
            ),
      );
    } else if (!head) {
      found(finding('head', `Chain ${subjectId} has no head: somebody removed it.`, subjectId));
    } else if (head[0] > last.position) {
      found(
        finding(
          'cut',
          `The end of chain ${subjectId} is missing: its head knows ${head[0]} events, ${last.position} are there.`,
          subjectId,
          last.position + 1,
        ),
      );
    } else if (!chain.isBroken && (head[0] !== last.position || head[1] !== last.hash)) {
      found(
        finding(
          'recomputed',
          `The last event of chain ${subjectId} is not the one that its head knows: it was added or rewritten past the product.`,
          subjectId,
          last.position,
        ),
      );
    }
  }

  function checkAgainst(receipt, fields, hash) {
    awaited.delete(receipt.event.id);
    const submission =
      Array.isArray(fields[14]) && fields[14].find(({ field }) => field === 'submission')?.to;
    if (
      hash !== receipt.event.hash ||
      submission !== receipt.submission ||
      fields[9] !== receipt.reference ||
      tenant !== receipt.organisation.key
    )
      found(
        finding(
          'receipt',
          `The trail tells something else of ${receipt.reference} than its receipt.`,
          fields[2],
          fields[3],
        ),
      );
  }

  function finish(given) {
    endChain();
    isWhole = true;
    for (const what of ['chains', 'events', 'checkpoints'])
      if (given[what] !== counts[what])
        found(
          finding('malformed', `The export says that it has ${given[what]} ${what}; it has ${counts[what]}.`),
        );
  }

  function end() {
    if (!isWhole) found(finding('malformed', 'The export is not whole: its end is missing.'));
    for (const [number, { signed, heads, running }] of checkpoints)
      if (heads !== signed.heads || running.digest('hex') !== signed.headsHash)
        found(
          finding(
            'checkpoint_heads',
            `What checkpoint ${number} signed was changed: ${signed.heads} heads were signed, ${heads} are there.`,
          ),
        );
    if (unvouched)
      found(
        finding(
          'wrong_key',
          `Checkpoint ${unvouched.number} is signed with the key ${unvouched.id}, which is not among the given ones.`,
        ),
      );
    if (counts.checkpoints === 0 && counts.events > 0)
      found(finding('checkpoint_missing', 'There is no checkpoint: nothing vouches for the trail.'));
    for (const known of knownCheckpoints)
      if (checkpoints.get(known.number)?.hash !== known.hash.replaceAll(':', ''))
        found(
          finding(
            'checkpoint_missing',
            `Checkpoint ${known.number}, which was kept elsewhere, is not in the trail.`,
          ),
        );
    for (const receipt of awaited.values())
      found(finding('receipt', `The event of the receipt ${receipt.reference} is not in the trail.`));
    return { tenant, ...counts, unsealedEvents, lastCheckpoint, findings, findingCount };
  }

  return { line, end };
}

/** @param {string} code @param {string} message @param {string | null} subjectId @param {number | null} position @returns {Finding} */
function finding(code, message, subjectId = null, position = null) {
  return { code, message, subjectId, position };
}

function isChain(value) {
  return (
    typeof value?.chain === 'string' &&
    (value.head === null || isTuple(value.head, 2)) &&
    Array.isArray(value.sealed) &&
    value.sealed.every((head) => isTuple(head, 3))
  );
}

/** Whole numbers, and a hash at the end. */
function isTuple(value, length) {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.slice(0, -1).every(Number.isInteger) &&
    typeof value.at(-1) === 'string'
  );
}

/** What the event's subject is called. */
function nameOf(fields) {
  return `${fields[8]} ${fields[9] ?? fields[2]}`;
}

function parsed(/** @type {string} */ text) /** @type {any} */ {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function publicKeyOf(pem) {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}

function trustedKeys(pems) {
  return new Map(pems.map((pem) => createPublicKey(pem)).map((key) => [keyId(key), key]));
}

function isSigned(text, signature, key) {
  return (
    typeof signature === 'string' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  );
}

// By its real path: reached through a link it must not do nothing and look content.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename)
  await main(process.argv.slice(2));

async function main(args) {
  const given = { files: [], key: [], log: [], receipt: [], json: false };
  for (let index = 0; index < args.length; index += 1) {
    const option = /^--(key|log|receipt)$/.exec(args[index])?.[1];
    if (option) given[option].push(args[(index += 1)]);
    else if (args[index] === '--json') given.json = true;
    else given.files.push(args[index]);
  }
  if (given.key.length === 0 || given.files.length > 1 || given.files.length + given.receipt.length === 0) {
    console.error(
      'Usage: node verify-audit.mjs [export.jsonl] --key audit-key.pem [--receipt receipt.json] [--log redress.log] [--json]',
    );
    process.exit(2);
  }
  const publicKeys = given.key.map(read);
  const noKey = given.key.find((_, index) => !publicKeyOf(publicKeys[index]));
  if (noKey) refuse(noKey, { code: 'no public key in PEM' });
  const checked = given.receipt.map((file) => verifyReceipt(read(file), publicKeys));
  const receipts = checked.flatMap(({ receipt, findings }) =>
    receipt && findings.length === 0 ? [receipt] : [],
  );
  const findings = checked.flatMap((one) => one.findings);
  const verification =
    given.files[0] === undefined
      ? null
      : await verifyFile(given.files[0], { publicKeys, receipts, logs: given.log });
  const all = [...findings, ...(verification?.findings ?? [])];
  if (given.json) console.log(JSON.stringify({ ...verification, receipts, findings: all }, null, 2));
  else tell(verification, receipts, all);
  process.exitCode = all.length === 0 ? 0 : 1;
}

async function verifyFile(file, { publicKeys, receipts, logs }) {
  let verifier = null;
  const take = (text) => {
    // The first line tells the organisation: a log may hold the checkpoints of many.
    verifier ??= createVerifier({
      publicKeys,
      receipts,
      knownCheckpoints: logs.flatMap((log) => knownCheckpoints(log, parsed(text)?.header?.tenant)),
    });
    verifier.line(text);
  };
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const text of lines) take(text);
    }
  } catch (error) {
    refuse(file, error);
  }
  if (rest !== '') take(rest);
  return (verifier ?? createVerifier({ publicKeys })).end();
}

/**
 * The checkpoints of an organisation that stand in a log file. @param {string} file @param {string | undefined} tenant
 * @returns {{ number: number, hash: string }[]}
 */
export function knownCheckpoints(file, tenant) {
  return read(file)
    .split('\n')
    .filter((text) => text.includes('audit checkpoint'))
    .map((text) => parsed(text.slice(Math.max(0, text.indexOf('{')))))
    .filter(
      (entry) =>
        entry?.tenant === tenant && Number.isInteger(entry?.number) && typeof entry?.hash === 'string',
    );
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(file, error);
  }
}

function refuse(file, error) {
  if (!error.code) throw error;
  console.error(`${file} cannot be read (${error.code}).`);
  process.exit(2);
}

function tell(verification, receipts, findings) {
  for (const receipt of receipts)
    console.log(
      `Receipt ${receipt.reference} of ${receipt.organisation.name}, received ${receipt.receivedAt}: signed.`,
    );
  const lines = verificationLines(verification ?? { findings: [], findingCount: 0 });
  const ofReceipts = findings.filter((one) => !verification?.findings.includes(one));
  for (const { code, message } of ofReceipts) console.log(`${code}: ${message}`);
  for (const text of ofReceipts.length > 0 && !verification ? [] : lines) console.log(text);
}

/** A verification in words. @param {Verification} verification @returns {string[]} */
export function verificationLines({
  events,
  chains,
  checkpoints,
  lastCheckpoint,
  unsealedEvents,
  findings,
  findingCount,
}) {
  const lines = [];
  if (events !== undefined)
    lines.push(
      `${events} events in ${chains} chains, ${checkpoints} checkpoints; ${unsealedEvents} events came after the last one.`,
    );
  if (lastCheckpoint)
    lines.push(`Last checkpoint: ${lastCheckpoint.number}, ${lastCheckpoint.madeAt}, ${lastCheckpoint.hash}`);
  lines.push(...findings.map(({ code, message }) => `${code}: ${message}`));
  if (findingCount > findings.length) lines.push(`… and ${findingCount - findings.length} more.`);
  return [
    ...lines,
    findingCount === 0 ? 'Nothing was found wrong.' : 'This was tampered with, or is not whole.',
  ];
}
