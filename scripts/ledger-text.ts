import { candidatesIn } from '../lib/campaigns/candidates';
import type { Campaign } from '../lib/campaigns/data';
import type { LedgerSheet } from '../lib/campaigns/ledger';
import type { LedgerAudit } from '../lib/campaigns/ledger-audit';
import type { MarketLine } from '../lib/campaigns/markets';
import { DSP_NAMES, type Dsp } from '../lib/domain/dsp';
import { phaseAt } from '../lib/domain/phase';
import { counted, namesWords, numberWords } from '../lib/domain/number-words';
import { dateWords } from '../lib/domain/release-words';
import { saveWords } from '../lib/domain/save-words';
import { clockWords } from './campaign-numbers';

const number = (n: number) => numberWords(n).padStart(9);

/** Whose campaign this is and where it stands at `now` (epoch ms). */
export function headingText(campaign: Campaign, now: number): string {
  return [
    `${campaign.artist} – ${campaign.title}  (/${campaign.slug})`,
    `${phaseAt(campaign, now)}; out ${dateWords(campaign.release)}`,
  ].join('\n');
}

/** The sums of the ledger, which add up, and the markets, as of `now` (epoch ms). */
export function sheetText(sheet: LedgerSheet, now: number): string {
  const lines = [
    ...sheet.lines.map(l => `  ${l.dsp.padEnd(14)} ${l.state.padEnd(16)} ${l.reason.padEnd(20)} ${number(l.count)}`),
    `  ${'total'.padEnd(52)} ${number(sheet.total)}`,
    `  ${'consents in the ledger'.padEnd(52)} ${number(sheet.consents)}`,
    `  ${'unexplained'.padEnd(52)} ${number(sheet.unexplained)}`,
  ];
  if (sheet.markets.length > 0) lines.push('', '  markets', ...marketLines(sheet.markets, now));
  return lines.join('\n');
}

/** The ledger of a campaign as a terminal shows it; `now` is epoch ms. */
export function ledgerText(campaign: Campaign, sheet: LedgerSheet, now: number): string {
  return `${headingText(campaign, now)}\n\n${sheetText(sheet, now)}`;
}

/** One line for the markets that are open, one for each answer of the others: a release has more than two hundred. */
function marketLines(markets: readonly MarketLine[], now: number): string[] {
  const groups = new Map<string, string[]>();
  for (const m of markets) {
    const next = m.nextProbeMs === null ? 'not asked any more' : `asked again at ${clockWords(m.nextProbeMs, now)}`;
    const what = m.open
      ? 'open'
      : `not out yet (${m.lastAnswer ?? 'not asked'}, asked ${counted(m.probes, 'time')}, ${next})`;
    const key = `  ${m.dsp.padEnd(14)} ${what}`;
    groups.set(key, [...(groups.get(key) ?? []), m.market]);
  }
  return [...groups].map(([what, names]) => `${what}: ${namesWords(names, 12)}`);
}

/** The matches that only the artist can confirm, with what to do about each; empty when there are none. */
export function candidateLines(slug: string, markets: readonly MarketLine[]): string[] {
  return candidatesIn(markets).flatMap(({ dsp, candidate: c }) => [
    `${DSP_NAMES[dsp]} has another name under this release’s code: ${c.artist} – ${c.title}  ${c.url}`,
    `  If that is the release:  npm run campaign -- link ${slug} ${dsp} ${c.url}`,
    `  If it is not:            npm run campaign -- link ${slug} ${dsp} <the release’s own link>`,
  ]);
}

/** What fans have to do again: how many must give a new permission now, and how many before the release. */
export function reconnectLines(reconnect: number, expiring: number): string[] {
  return [
    ...(reconnect > 0 ? [`${counted(reconnect, 'fan')} must reconnect: their pass says so.`] : []),
    ...(expiring > 0
      ? [
          `${counted(expiring, 'permission runs', 'permissions run')} out before the release: those fans will be asked to reconnect.`,
        ]
      : []),
  ];
}

/** What an audit found, and whether that is as it should be. */
export function auditText(audit: LedgerAudit): string {
  const wrong = [
    [
      audit.unexplained,
      'pre-save is not where its last step left it',
      'pre-saves are not where their last step left them',
    ],
    [
      audit.gaps,
      'step does not begin where the one before it ended',
      'steps do not begin where the one before them ended',
    ],
    [audit.lost, 'pre-save of the ledger is gone', 'pre-saves of the ledger are gone'],
    [audit.miscounted, 'is miscounted beside the rows', 'are miscounted beside the rows'],
  ] as const;
  const found = wrong.filter(([n]) => n > 0).map(([n, one, many]) => `  ${counted(n, one, many)}`);
  const gone = `Audited ${counted(audit.presaves, 'pre-save')} and ${counted(audit.steps, 'step')}, one by one`;
  if (found.length === 0) return `${gone}: every step follows from the one before, and nothing is unexplained.`;
  const examples = audit.examples.length > 0 ? [`  for example ${audit.examples.join(', ')}`] : [];
  return [`${gone}. This does not add up:`, ...found, ...examples].join('\n');
}

/** What `campaign move` answers. `expiring` permissions run out before the new date. */
export function movedText(words: string, held: number, expiring: number): string {
  const [lost] = reconnectLines(0, expiring);
  return `Moved to ${words}. ${counted(held, 'waiting pre-save moves', 'waiting pre-saves move')} with it.${lost ? ` ${lost}` : ''}`;
}

/** What `campaign link` answers. */
export function linkedLines(dsp: Dsp, linked: { url: string; notes: string[]; savedBefore: number }): string[] {
  return [
    ...linked.notes.map(note => `  note: ${note}`),
    `${DSP_NAMES[dsp]} is ${linked.url} now. The page shows it, and a release that is due is asked for at once.`,
    ...(linked.savedBefore > 0
      ? [
          `${counted(linked.savedBefore, 'fan has', 'fans have')} what the old link named in ${saveWords(dsp).place.replace('your', 'their')} already; that stays.`,
        ]
      : []),
  ];
}
