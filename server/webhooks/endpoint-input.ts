import type { Context } from '../context.ts';
import { addressRulesOf } from '../outbound/address-rules.ts';
import { outboundUrlProblem } from '../outbound/outbound-url.ts';
import { InputChecks } from '../shared/checks.ts';
import { eventKinds, type EventKind } from '../shared/event-kinds.ts';
import type { EndpointSettings } from './endpoint.store.ts';

const most = { url: 2_000, description: 200 };

/** An endpoint as an administrator types it; what is not said is undefined. */
export interface EndpointInput {
  url?: string | null;
  description?: string | null;
  eventKinds?: readonly EventKind[] | null;
}

/** Checks what was said; the address is looked up, so this takes place outside of any transaction. */
export async function checkEndpoint(
  context: Context,
  input: EndpointInput,
): Promise<{ checks: InputChecks; settings: Partial<EndpointSettings> }> {
  const checks = new InputChecks();
  const settings: Partial<EndpointSettings> = {};
  const isSaid = <Value>(value: Value | null | undefined): value is Value =>
    value !== null && value !== undefined;
  if (isSaid(input.description))
    settings.description = checks.text(['description'], input.description, most.description);
  if (isSaid(input.eventKinds)) {
    // In the order of the list, each once.
    settings.eventKinds = eventKinds.filter((kind) => input.eventKinds?.includes(kind));
    if (settings.eventKinds.length === 0) checks.refuse(['eventKinds'], 'Choose at least one.');
  }
  if (isSaid(input.url)) settings.url = await checkUrl(context, checks, input.url);
  return { checks, settings };
}

async function checkUrl({ services }: Context, checks: InputChecks, typed: string): Promise<string> {
  const before = checks.refusals.length;
  const text = checks.text(['url'], typed, most.url);
  if (checks.refusals.length > before) return text;
  const problem = await outboundUrlProblem(addressRulesOf(services.config), text, services.lookUpOutside);
  if (problem !== null) {
    checks.refuse(['url'], problem);
    return text;
  }
  const url = new URL(text);
  url.hash = '';
  if (url.href.length > most.url) checks.refuse(['url'], 'This address is too long.');
  return url.href;
}

/** Names of settings as an audit event tells them. Of the address only the host: the rest is often a secret. */
export function asText({ url, description, eventKinds: kinds }: EndpointSettings): Record<string, string> {
  return { host: new URL(url).host, description, events: kinds.join(', ') };
}
