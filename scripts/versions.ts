/** Compares two versions by the rules of semver: a pre-release comes before its release. Build metadata is ignored. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePre(left.pre, right.pre);
}

/**
 * Whether `version` reaches the floor of its own major line. A line above the highest floor passes; one without a
 * floor, below the highest, does not.
 */
export function reachesFloor(version: string, floors: readonly string[]): boolean {
  const major = split(version).numbers[0];
  const own = floors.find(floor => split(floor).numbers[0] === major);
  if (own !== undefined) return compareVersions(version, own) >= 0;
  return floors.every(floor => compareVersions(version, floor) > 0);
}

function split(version: string): { numbers: number[]; pre: string[] } {
  const [release = '', ...pre] = (version.replace(/^v/, '').split('+')[0] ?? '').split('-');
  return { numbers: release.split('.').map(Number), pre: pre.length > 0 ? pre.join('-').split('.') : [] };
}

function comparePre(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [left, right] = [a[i], b[i]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}
