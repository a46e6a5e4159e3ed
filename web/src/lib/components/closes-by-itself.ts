import type { Attachment } from 'svelte/attachments';

/** Lets a details element that serves as a menu close on Escape, on a click elsewhere and on a choice inside. */
export const closesByItself: Attachment<HTMLDetailsElement> = (details) => {
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    if (!details.contains(target) || target.closest('a')) details.open = false;
  };
  details.addEventListener('keydown', onKeydown);
  document.addEventListener('click', onClick);
  return () => {
    details.removeEventListener('keydown', onKeydown);
    document.removeEventListener('click', onClick);
  };
};
