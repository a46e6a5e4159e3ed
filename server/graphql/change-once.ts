import { createHmac } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { deriveKey } from '../auth/keys.ts';
import type { Context } from '../context.ts';
import { statement } from '../db/sql.ts';
import { idempotencyKeyLimits } from '../shared/limits.ts';
import { refused, type Answer } from '../shared/refusal.ts';
import type { LastStep, WriteUnit } from '../tenancy/with-tenant.ts';
import { findAnswer, keepAnswer, takeKey } from './idempotency.store.ts';

/** Who changes something, as far as their keys are told from those of others: a kind, and the id within it. */
export type KeyHolder = readonly [kind: string, id: string | null];

/** A key as the client sent it, and a text that is the same when the same is sent again. */
export interface SentKey {
  key: string;
  request: string;
}

/**
 * Runs a change that was sent with an `Idempotency-Key`, or gives what came of it before. The key, the effect and the answer are one
 * transaction. A refusal is an answer too: what was written is taken back, and the refusal is kept. A fault takes the key back with all else,
 * so that the next try does the work.
 *
 * The key is the first thing that is locked, before any row of the change: those who send the same wait for each other here and nowhere else.
 */
export async function changeOnce<Value>(
  context: Context,
  unit: WriteUnit,
  holder: KeyHolder,
  sent: SentKey,
  work: (unit: WriteUnit) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const { now, config } = context.services;
  const hash = (...words: readonly (string | null)[]) =>
    createHmac('sha256', deriveKey(config.secretKey, 'idempotency-key').key)
      .update(JSON.stringify(words))
      .digest();
  const hashed = { keyHash: hash(...holder, sent.key), fingerprint: hash(sent.request) };
  const expiresAt = new Date(now().getTime() + idempotencyKeyLimits.keptSeconds * 1000);
  const isFirst = await takeKey(unit, hashed, now(), expiresAt).catch(stillAtWork);
  if (!isFirst) {
    const kept = await findAnswer(unit, hashed.keyHash);
    // Swept between the two statements: as good as a first one that is still at work.
    if (!kept) throw inUse();
    return kept.fingerprint.equals(hashed.fingerprint) ? (kept.answer as Answer<Value>) : refused(keyReused);
  }
  unit.write(statement`savepoint before_the_change`);
  const steps: LastStep[] = [];
  const answer = await work(withSteps(unit, steps));
  if (answer.ok) for (const step of steps) unit.beforeCommit(step);
  else unit.write(statement`rollback to savepoint before_the_change`);
  keepAnswer(unit, hashed.keyHash, answer);
  return answer;
}

/** The same unit, whose last steps are gathered: they are taken only where the answer is no refusal. */
function withSteps(unit: WriteUnit, steps: LastStep[]): WriteUnit {
  return {
    tenantKey: unit.tenantKey,
    mode: unit.mode,
    get statementCount() {
      return unit.statementCount;
    },
    query: (work) => unit.query(work),
    write: (work) => unit.write(work),
    beforeCommit: (step) => void steps.push(step),
    afterCommit: (work) => unit.afterCommit(work),
  };
}

const keyReused = {
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: 'This Idempotency-Key was sent before, with something else. Nothing was done; send a new key.',
  path: null,
} as const;

const lockTimeout = '55P03';

function stillAtWork(error: unknown): never {
  throw (error as { code?: unknown }).code === lockTimeout ? inUse() : error;
}

function inUse(): GraphQLError {
  return new GraphQLError(
    'The first request with this Idempotency-Key is still at work. Send the same again in a moment.',
    { extensions: { code: 'IDEMPOTENCY_KEY_IN_USE', http: { status: 409 } } },
  );
}
