import type { Figure } from '../bench';

/** A figure of the release day beside its bar, and what a sender needs who knows everything about the DSP's limiter. */
export type ReleaseDayFigure = Figure & { oracle: string };

type Told = { what: string; value: number; unit?: string; oracle?: string };

const words = (value: number, unit = '') =>
  `${Number.isInteger(value) ? value : value.toFixed(3)}${unit && ` ${unit}`}`;

/** A figure that must be exactly this. */
export function exactly(bar: number, { what, value, unit, oracle = words(bar, unit) }: Told): ReleaseDayFigure {
  return { what, value: words(value, unit), bar: words(bar, unit), held: value === bar, oracle };
}

/** A figure that must not be more; `why` says where a bar that was computed comes from. */
export function atMost(bar: number, { what, value, unit, oracle = '' }: Told, why = ''): ReleaseDayFigure {
  return {
    what,
    value: words(value, unit),
    bar: `<= ${words(bar, unit)}${why && ` (${why})`}`,
    held: value <= bar,
    oracle,
  };
}

/** A figure that must not be less. */
export function atLeast(bar: number, { what, value, unit, oracle = '' }: Told, why = ''): ReleaseDayFigure {
  return {
    what,
    value: words(value, unit),
    bar: `>= ${words(bar, unit)}${why && ` (${why})`}`,
    held: value >= bar,
    oracle,
  };
}

/** A figure without a bar. */
export function seen({ what, value, unit, oracle = '' }: Told, why = 'none'): ReleaseDayFigure {
  return { what, value: words(value, unit), bar: why, held: true, oracle };
}
