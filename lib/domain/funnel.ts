/** One step of the way from the link to the library. */
export type FunnelStep = {
  step: 'visitors' | 'taps' | 'presaves' | 'saved';
  n: number;
  /** of the step before, 0 to 1; null where that is none, or where more came than it counted */ share: number | null;
};

/**
 * The way a campaign's visitors went. Doubtful pre-saves are left out of it. Steps are counted in different ways (a visitor is a
 * person a day, a tap one service on one page, a pre-save one account), so one can be larger than the one before: then there is no
 * share rather than one above 1.
 */
export function funnel(counts: {
  visitors: number;
  taps: number;
  presaves: number;
  doubtful: number;
  saved: number;
}): FunnelStep[] {
  const steps: [FunnelStep['step'], number][] = [
    ['visitors', counts.visitors],
    ['taps', counts.taps],
    ['presaves', counts.presaves - counts.doubtful],
    ['saved', counts.saved],
  ];
  return steps.map(([step, n], i) => {
    const before = steps[i - 1]?.[1] ?? 0;
    return { step, n, share: before > 0 && n <= before ? n / before : null };
  });
}
