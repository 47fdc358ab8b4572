/** Numbers from 0 up to, not including, 1: the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let a = Math.imul(seed, 2_654_435_769);
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
