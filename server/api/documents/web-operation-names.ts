import webDocuments from './web-documents.json' with { type: 'json' };

/** The names of the web app's own operations. */
export const webOperationNames: ReadonlySet<string> = new Set(
  Object.values(webDocuments).flatMap((text) =>
    [...text.matchAll(/^(?:query|mutation|subscription)\s+(\w+)/gm)].map(([, name]) => name as string),
  ),
);
