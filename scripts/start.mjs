import { requireNode } from './require-node.mjs';

requireNode('npm start');
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
// In this very process, so that signals need nobody to hand them on.
await import('../build/server/main.js');
