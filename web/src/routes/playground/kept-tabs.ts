/** A tab of the editor: what was written in it. */
export interface Tab {
  name: string;
  query: string;
  variables: string;
}

const storageKey = 'redress-playground-tabs';
const most = 20;

/** Keeps the tabs until the browser's own tab is closed, so that loading the page again loses no text. */
export function keepTabs(tabs: readonly Tab[]): void {
  sessionStorage.setItem(storageKey, JSON.stringify(tabs.slice(0, most)));
}

/** The tabs that were kept; none when there are none, or nothing readable. */
export function keptTabs(): Tab[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTab).slice(0, most) : [];
  } catch {
    return [];
  }
}

function isTab(value: unknown): value is Tab {
  const tab = value as Partial<Tab> | null;
  return [tab?.name, tab?.query, tab?.variables].every((text) => typeof text === 'string');
}
