/**
 * Whether two samples come from one distribution (Mann and Whitney's U, normal approximation, for samples of 20 and more). `share` is how often
 * a value of `b` is larger than one of `a`, ties counted half; |z| above 3.29 is a chance of one in a thousand.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): { share: number; z: number } {
  const all = [...a.map((value) => ({ value, isB: 0 })), ...b.map((value) => ({ value, isB: 1 }))];
  all.sort((one, other) => one.value - other.value);
  let rankSumOfB = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + to + 1) / 2;
    for (; from < to; from += 1) rankSumOfB += rank * (all[from]?.isB ?? 0);
  }
  const larger = rankSumOfB - (b.length * (b.length + 1)) / 2;
  const pairs = a.length * b.length;
  const deviation = Math.sqrt((pairs * (a.length + b.length + 1)) / 12);
  return { share: larger / pairs, z: (larger - pairs / 2) / deviation };
}
