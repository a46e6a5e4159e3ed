/** An organisation's name in addresses: lower-case letters a to z, digits, and single hyphens between them; at most 60 characters. */
export function hasSlugShape(text: string): boolean {
  return text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
