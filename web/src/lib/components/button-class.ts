export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm';

const tones: Record<ButtonTone, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-line-strong bg-surface text-ink hover:border-muted hover:bg-sunken',
  quiet: 'border-transparent text-accent-text hover:bg-accent-soft',
  danger: 'border-transparent bg-danger-fill text-on-danger hover:opacity-90',
};

const sizes: Record<ButtonSize, string> = {
  md: 'min-h-11 px-4.5 py-2 text-base',
  sm: 'min-h-9 px-3 py-1 text-sm',
};

/** How a button looks, for buttons and for links that lead somewhere like one. */
export function buttonClass(tone: ButtonTone, size: ButtonSize): string {
  return `inline-flex items-center justify-center gap-2 rounded-md border text-center font-semibold no-underline transition-colors disabled:cursor-not-allowed disabled:opacity-55 ${tones[tone]} ${sizes[size]}`;
}
