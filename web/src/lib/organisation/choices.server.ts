import type { SelectGroup, SelectOption } from '#lib/components/Select.svelte';

/** Every time zone that this server knows, by part of the world; `current` is among them in any case. */
export function timeZoneOptions(current: string): (SelectOption | SelectGroup)[] {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  const all = [...new Set([...zones, ...(current.includes('/') ? [current] : [])])].sort();
  const areas = Map.groupBy(all, (zone) => zone.slice(0, zone.indexOf('/')));
  const groups = [...areas].map(([label, list]) => ({
    label,
    options: list.map((zone) => ({
      value: zone,
      label: zone.replaceAll('_', ' '),
    })),
  }));
  const alone = current.includes('/') ? 'UTC' : current;
  return [{ value: alone, label: alone }, ...groups];
}

/** Every currency of today that this server knows, by its code. */
export function currencyOptions(): SelectOption[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => {
    const name = names.of(code);
    return { value: code, label: name && name !== code ? `${code} – ${name}` : code };
  });
}
