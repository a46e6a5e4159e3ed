/** So many may wait behind the one whose turn it is. */
const most = 20;

const lines = new Map<string, { last: Promise<unknown>; length: number }>();

/** Runs work of one key after the other, in this process; 'full' when too many wait already. Without a key nobody waits. */
export async function waitInLine<Result>(
  key: string | null,
  work: () => Promise<Result>,
): Promise<Result | 'full'> {
  if (key === null) return work();
  const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
  if (line.length > most) return 'full';
  lines.set(key, line);
  line.length += 1;
  const turn = line.last.then(work);
  line.last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    line.length -= 1;
    if (line.length === 0) lines.delete(key);
  }
}
