import type { SelectGroup, SelectOption } from '#lib/components/Select.svelte';

export interface CategoryTree {
  id: string;
  name: string;
  children: { id: string; name: string }[];
}

/** The categories as choices of a select: a category with sub-categories becomes a group that begins with itself. */
export function categoryOptions(categories: readonly CategoryTree[]): (SelectOption | SelectGroup)[] {
  return categories.map(({ id, name, children }) => {
    if (children.length === 0) return { value: id, label: name };
    const inner = children.map((child) => ({ value: child.id, label: child.name }));
    return { label: name, options: [{ value: id, label: `${name}: general` }, ...inner] };
  });
}
