import type { Notebook } from '../notebook.ts';
import { checkDrift, checkFreshTenant } from './drift.ts';
import { checkEverybody } from './everybody.ts';
import { checkPlatform } from './platform.ts';
import { checkRoles } from './roles.ts';
import type { CatalogScope } from './scope.ts';
import { checkStock } from './stock.ts';

/** Reads the database's whole catalog, every tenant's part of it and what is in stock, and writes down what could let one tenant reach another. */
export async function checkCatalog(scope: CatalogScope, notebook: Notebook): Promise<void> {
  await checkRoles(scope, notebook);
  await checkPlatform(scope, notebook);
  await checkEverybody(scope, notebook);
  await checkFreshTenant(scope, notebook);
  await checkDrift(scope, notebook);
  await checkStock(scope, notebook);
}
