export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'redress_theme';

/** The theme that a cookie or form field names; anything unknown follows the system. */
export function toTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
