import webDocuments from './web-documents.json' with { type: 'json' };

/** The names of the web app's own operations; each document begins with its only one. */
export const webOperationNames: ReadonlySet<string> = new Set(
  Object.values(webDocuments).map(
    (text) => /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? '',
  ),
);
