import type { Campaign } from '../lib/campaigns/data';
import type { LedgerSheet } from '../lib/campaigns/ledger';
import { isoInstant } from '../lib/clock';
import { phaseAt } from '../lib/domain/phase';
import { dateWords } from '../lib/domain/release-words';

const number = (n: number) => n.toLocaleString('en-US').padStart(9);

/** The ledger of a campaign as a terminal shows it; `now` is epoch ms. */
export function ledgerText(campaign: Campaign, sheet: LedgerSheet, now: number): string {
  const lines = [
    `${campaign.artist} – ${campaign.title}  (/${campaign.slug})`,
    `${phaseAt(campaign, now)}; out ${dateWords(campaign.release)}`,
    '',
    ...sheet.lines.map(l => `  ${l.dsp.padEnd(14)} ${l.state.padEnd(16)} ${l.reason.padEnd(20)} ${number(l.count)}`),
    `  ${'total'.padEnd(52)} ${number(sheet.total)}`,
    `  ${'consents in the ledger'.padEnd(52)} ${number(sheet.consents)}`,
    `  ${'unexplained'.padEnd(52)} ${number(sheet.unexplained)}`,
  ];
  if (sheet.markets.length > 0) lines.push('', '  markets');
  for (const m of sheet.markets)
    lines.push(
      `  ${m.dsp.padEnd(14)} ${m.market}  due ${isoInstant(m.momentMs)}  ${m.open ? 'open' : `not out yet (${m.lastAnswer ?? 'not asked'}, asked ${m.probes} times)`}`,
    );
  return lines.join('\n');
}
