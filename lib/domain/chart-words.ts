const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A label of a series (`2026-12-11`, or `2026-12-11T20:00`) as it stands below a chart: "11 Dec", "11 Dec 20:00". */
export function pointWords(label: string): string {
  const [, month = '', day = '', time] = /^\d{4}-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?$/.exec(label) ?? [];
  if (!month) return label;
  return `${Number(day)} ${MONTHS[Number(month) - 1]}${time ? ` ${time}` : ''}`;
}

/** A share of 0 to 1 in whole percent. What is not none is never called 0, and what is not all never 100. */
export function shareWords(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %';
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
}

/** "-12" as "12 days before", "0" as "release day", "1" as "1 day after". */
export function distanceWords(day: number): string {
  if (day === 0) return 'release day';
  const n = Math.abs(day);
  return `${n} day${n === 1 ? '' : 's'} ${day < 0 ? 'before' : 'after'}`;
}
