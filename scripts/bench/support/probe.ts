// Loaded into a server's process before everything else (`node --expose-gc --import`): answers by messages how much memory is in use once
// what is unused is gone, and for how long the event loop was held at most since the last question.
const sampleMilliseconds = 5;
const threadCpuUsage = (process as unknown as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage;

// Processor time of this thread and not time on the clock: other processes of the machine do not count.
function spentMilliseconds(): number {
  const { user, system } = threadCpuUsage?.call(process) ?? process.cpuUsage();
  return (user + system) / 1000;
}

let longestHold = 0;
let spentAtLastSample = spentMilliseconds();
setInterval(() => {
  const spent = spentMilliseconds();
  longestHold = Math.max(longestHold, spent - spentAtLastSample);
  spentAtLastSample = spent;
}, sampleMilliseconds).unref();

process.on('message', (message) => {
  if (message !== 'measure') return;
  const longestHoldMilliseconds = longestHold;
  for (let round = 0; round < 3; round += 1) (globalThis as { gc?: () => void }).gc?.();
  process.send?.({ heapUsedBytes: process.memoryUsage().heapUsed, longestHoldMilliseconds });
  // Collecting is no work of the server's.
  setTimeout(() => (longestHold = 0), 2 * sampleMilliseconds).unref();
});
// Listening for messages must not keep the process alive.
process.channel?.unref();
