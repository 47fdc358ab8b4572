import type { Dsp } from '../domain/dsp';
import type { Candidate } from '../domain/same-release';
import type { MarketLine } from './markets';

/** A catalogue entry that a code led to although its names do not agree, and the markets in which it did. */
export type CandidateLine = { dsp: Dsp; candidate: Candidate; markets: string[] };

/** The matches that wait for the artist's word: each once, however many markets it came up in. */
export function candidatesIn(markets: readonly MarketLine[]): CandidateLine[] {
  const lines = new Map<string, CandidateLine>();
  for (const { dsp, market, candidate } of markets) {
    if (!candidate) continue;
    const key = `${dsp} ${candidate.uri}`;
    const line = lines.get(key) ?? { dsp, candidate, markets: [] };
    line.markets.push(market);
    lines.set(key, line);
  }
  return [...lines.values()];
}
