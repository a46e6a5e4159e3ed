import { root } from './build-stamp.mjs';
import { requireNode } from './require-node.mjs';

requireNode('npm run prove-defences');
const { proveDefences } = await import('./prove-defences/prove.ts');
process.exitCode = await proveDefences(root, process.argv.slice(2));
