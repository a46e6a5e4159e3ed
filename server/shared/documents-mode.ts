/** What an installation does with documents that it does not know: it runs them, runs them within tighter limits, or refuses them. */
export const documentsModes = ['any', 'limited', 'trusted'] as const;
export type DocumentsMode = (typeof documentsModes)[number];
