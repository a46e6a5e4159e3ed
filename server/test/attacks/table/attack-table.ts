import type { Attack } from './attack.ts';
import { dataAttacks } from './data.ts';
import { edgeAttacks } from './edge.ts';
import { tenancyAttacks } from './tenancy.ts';

/** Every case. docs/attacks.md shows it; attack-table.test.ts holds it to what there is. */
export const attackTable: readonly Attack[] = [...tenancyAttacks, ...edgeAttacks, ...dataAttacks];
