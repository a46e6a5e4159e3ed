import { requireNode } from '../require-node.mjs';

requireNode('npm run bench --');
const { ensureBuilt } = await import('../build.mjs');
await ensureBuilt();
const { runBench } = await import('../../build/scripts/bench/support/run-bench.js');
await runBench(import.meta.dirname, process.argv.slice(2));
