import type {
  EventKind,
  WebhookDeliveryCause,
  WebhookDeliveryState,
  WebhookDisabledReason,
  WebhookPartsFragment,
} from '#lib/api/generated.ts';
import type { BadgeTone } from '#lib/components/Badge.svelte';
import { eventKindDescriptions, eventKinds } from '$shared/event-kinds.ts';

/** Every kind of event as a choice: as the API names it, the name of its checkbox, how messages name it, and what it says. */
export const kindChoices = eventKinds.map((kind) => ({
  kind: kind.toUpperCase().replace('.', '_') as EventKind,
  field: `kind-${kind.replace('.', '-')}`,
  label: kind,
  hint: eventKindDescriptions[kind],
}));

export const deliveryStateLabels: Record<WebhookDeliveryState, string> = {
  WAITING: 'Waiting',
  DELIVERED: 'Delivered',
  FAILED: 'Failed',
  SKIPPED: 'Not sent',
};

export const deliveryStateTones: Record<WebhookDeliveryState, BadgeTone> = {
  WAITING: 'waiting',
  DELIVERED: 'resolved',
  FAILED: 'danger',
  SKIPPED: 'closed',
};

export const causeLabels: Record<WebhookDeliveryCause, string | null> = {
  EVENT: null,
  TEST: 'Test',
  RESEND: 'Sent again',
  REPLAY: 'Replay',
};

const disabledWords: Record<WebhookDisabledReason, string> = {
  BY_HAND: 'Switched off by an administrator',
  GONE: 'Switched off: the receiver said that it is gone for good (410)',
  FAILING: 'Switched off: every attempt failed for five days',
};

/** How an endpoint is, in a word and a sentence. */
export function healthOf(
  webhook: Pick<WebhookPartsFragment, 'isEnabled' | 'disabledReason' | 'failingSince'>,
): { label: string; tone: BadgeTone; sentence: string | null } {
  if (!webhook.isEnabled) {
    const isByHand = webhook.disabledReason === 'BY_HAND';
    return {
      label: 'Off',
      tone: isByHand ? 'closed' : 'danger',
      sentence: webhook.disabledReason && disabledWords[webhook.disabledReason],
    };
  }
  if (webhook.failingSince)
    return { label: 'Failing', tone: 'progress', sentence: 'The receiver does not take messages' };
  return { label: 'On', tone: 'resolved', sentence: null };
}
