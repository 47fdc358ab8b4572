/** The kinds of device that are told apart. */
export const DEVICES = ['phone', 'tablet', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

/** Longer than any browser's; what comes after it is not read. */
const LONGEST = 1000;

/** What a user agent says it runs on. An iPad that asks for desktop pages says it is a Mac, and is counted as one. */
export function deviceOf(userAgent: string): Device {
  const said = userAgent.slice(0, LONGEST);
  const mobile = /Mobi/i.test(said);
  if (/iPad|Tablet|PlayBook/i.test(said) || (/Android|Silk/i.test(said) && !mobile)) return 'tablet';
  return mobile || /iPhone|iPod|Phone|BlackBerry|Opera Mini/i.test(said) ? 'phone' : 'desktop';
}
