const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often a DSP is asked whether the release is out, by the time (ms) since it should have been. Ever rarer, for 14 days. */
const CADENCE: readonly { until: number; every: number }[] = [
  { until: 10 * MINUTE, every: 15_000 },
  { until: HOUR, every: MINUTE },
  { until: 6 * HOUR, every: 5 * MINUTE },
  { until: 2 * DAY, every: 30 * MINUTE },
  { until: 14 * DAY, every: 6 * HOUR },
];

/** When (epoch ms) to ask again about a release that was due at `moment`, or null when 14 days have passed in vain. */
export function nextProbe(moment: number, now: number): number | null {
  const late = now - moment;
  const step = CADENCE.find(({ until }) => late < until);
  return step ? now + step.every : null;
}
