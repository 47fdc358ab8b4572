const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 1234567 as "1,234,567". */
export function numberWords(n: number): string {
  return n.toLocaleString('en-US');
}

/** "1 fan", "2 fans". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${numberWords(n)} ${n === 1 ? one : many}`;
}

/** A length of time (ms) in its two largest units: "8 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function durationWords(ms: number): string {
  // Rounded up: what is said to take 0 s would be over.
  const left = Math.max(0, Math.ceil(ms / SECOND) * SECOND);
  const units = [
    [DAY, 'd', HOUR, 'h'],
    [HOUR, 'h', MINUTE, 'min'],
    [MINUTE, 'min', SECOND, 's'],
  ] as const;
  for (const [large, name, small, smallName] of units) {
    if (left < large) continue;
    const rest = Math.floor((left % large) / small);
    return `${Math.floor(left / large)} ${name}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
  }
  return `${left / SECOND} s`;
}

/** Up to `most` names, and how many more there are: "AT, DE, FR and 12 more". */
export function namesWords(names: readonly string[], most = 8): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
