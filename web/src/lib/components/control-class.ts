/** How every text control looks: one place, so that an input, a text area and a select stand in one line. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink transition-colors hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:bg-danger-soft disabled:opacity-60';
