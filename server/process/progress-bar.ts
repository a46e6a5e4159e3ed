const width = 30;

/** How far a long command is, on stderr: a bar in a terminal, elsewhere a line for each tenth. */
export function progressBar(label: string): { show(done: number, of: number): void; end(): void } {
  const { stderr } = process;
  let shownAt = 0;
  let tenth = 0;
  return {
    show(done, of) {
      const share = of > 0 ? Math.min(1, done / of) : 0;
      if (!stderr.isTTY) {
        if (Math.floor(share * 10) <= tenth) return;
        tenth = Math.floor(share * 10);
        stderr.write(`${label}: ${tenth * 10} %\n`);
        return;
      }
      if (performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      const filled = Math.round(share * width);
      stderr.write(`\r${label} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done} of about ${of}`);
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\x1b[K');
    },
  };
}
