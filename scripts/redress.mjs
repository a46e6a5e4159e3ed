import { requireNode } from './require-node.mjs';

requireNode('npm run redress --');
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
await import('../build/scripts/redress.js');
