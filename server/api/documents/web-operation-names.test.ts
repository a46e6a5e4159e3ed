import { expect, it } from 'vitest';
import webDocuments from './web-documents.json' with { type: 'json' };
import { webOperationNames } from './web-operation-names.ts';

it('every document of the web app has a name of its own', () => {
  expect(webOperationNames.size).toBe(Object.keys(webDocuments).length);
  expect(webOperationNames).toContain('SignIn');
});
