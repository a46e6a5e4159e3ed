import { addressRulesOf } from '../outbound/address-rules.ts';
import { guardedFetch, type OutboundLimits } from '../outbound/guarded-fetch.ts';
import { OutboundError } from '../outbound/outbound-error.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import type { AttemptRecord, ClaimedDelivery } from './delivery.store.ts';
import { retryAfterSeconds } from './retry-schedule.ts';
import { bodyOf, headersOf, messageIdOf } from './webhook-message.ts';
import { openWebhookSecret } from './webhook-secret.ts';
import type { WebhookServices } from './webhook-services.ts';

/** What came of one attempt. */
export interface Attempt {
  record: AttemptRecord;
  isTaken: boolean;
  /** The receiver says that it is gone for good (410). */
  isGone: boolean;
  retryAfterSeconds: number | null;
}

const limits: OutboundLimits = { milliseconds: 15_000, answerBytes: 16_000, longAnswer: 'cut' };
const excerptCharacters = 300;

/** Sends the message once. Each attempt is guarded as if the address were new: a name may stand for another one by now. */
export async function attemptDelivery(
  services: WebhookServices,
  tenant: Tenant,
  delivery: ClaimedDelivery,
): Promise<Attempt> {
  const { endpoint, event } = delivery;
  const now = services.now();
  const owner = { tenantKey: tenant.key, endpointId: endpoint.id };
  const secrets = goodSecrets(endpoint, now).map((sealed) =>
    openWebhookSecret(services.config.secretKey, owner, sealed),
  );
  const body = bodyOf(event);
  const headers = headersOf(messageIdOf(event.id), body, secrets, now);
  const fetch =
    services.fetchOutside ?? guardedFetch(addressRulesOf(services.config), limits, services.lookUpOutside);
  const started = performance.now();
  const record = (rest: Pick<AttemptRecord, 'status' | 'error' | 'excerpt'>): AttemptRecord => ({
    at: now.toISOString(),
    milliseconds: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const answer = await fetch(endpoint.url, { method: 'POST', headers, body });
    const isTaken = answer.status >= 200 && answer.status < 300;
    const excerpt = isTaken ? null : excerptOf(await answer.text());
    const error = isTaken ? null : `The receiver answered with ${answer.status}.`;
    return {
      record: record({ status: answer.status, error, excerpt }),
      isTaken,
      isGone: answer.status === 410,
      retryAfterSeconds: retryAfterSeconds(answer.headers.get('retry-after'), now),
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const told = record({ status: null, error: error.message, excerpt: null });
    return { record: told, isTaken: false, isGone: false, retryAfterSeconds: null };
  }
}

/** The newest first. */
function goodSecrets(endpoint: ClaimedDelivery['endpoint'], now: Date): Buffer[] {
  const { secret, previousSecret, previousSecretUntil } = endpoint;
  const isOverlap = previousSecret !== null && previousSecretUntil !== null && now < previousSecretUntil;
  return isOverlap ? [secret, previousSecret] : [secret];
}

/** The beginning of an answer on one line, without what steers a terminal or a page; null when nothing is left. */
function excerptOf(text: string): string | null {
  const line = text
    .slice(0, 4 * excerptCharacters)
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
  return [...line].slice(0, excerptCharacters).join('') || null;
}
