import { setTimeout as sleep } from 'node:timers/promises';
import { findCampaign, type Campaign } from '../lib/campaigns/data';
import { readProgress, recentRates, type Progress } from '../lib/campaigns/progress';
import { isSettled } from '../lib/campaigns/progress-sums';
import { isDatabaseAway, type Db } from '../lib/db';
import type { Dsp } from '../lib/domain/dsp';
import { phaseAt } from '../lib/domain/phase';
import { saveRate, withSample, type Sample } from '../lib/domain/rate';
import { expiringAhead } from './campaign-show';
import { progressLine, progressLines, type Rates } from './campaign-progress-text';
import { candidateLines, headingText, reconnectLines } from './ledger-text';
import { onShutdown } from './lifetime';

const EVERY_MS = 1_000;

/** Where the lines go: a terminal is drawn over, anything else gets one line after the other. */
type Screen = { isTTY?: boolean; columns?: number; rows?: number; write: (text: string) => unknown };

/** What a terminal is told to show `lines` where `drawn` lines were: cut to its size, because a line that wraps is two. */
export function frame(lines: readonly string[], drawn: number, size: { columns: number; rows: number }): string {
  const shown = lines.slice(0, Math.max(1, size.rows - 1)).map(line => [...line].slice(0, size.columns - 1).join(''));
  return `${drawn > 0 ? `\u001B[${drawn}F\u001B[0J` : ''}${shown.join('\n')}\n`;
}

/** Rates from one look to the next; until there are two looks, those of the ledger's newest lines. */
class Speed {
  private readonly samples = new Map<Dsp, Sample[]>();
  constructor(private readonly lately: Rates) {}

  look({ now, services }: Progress): Rates {
    return new Map(
      services.map(({ dsp, saved }) => {
        const samples = withSample(this.samples.get(dsp) ?? [], { at: now, saved });
        this.samples.set(dsp, samples);
        return [dsp, saveRate(samples) ?? this.lately.get(dsp) ?? null];
      }),
    );
  }
}

/**
 * Shows a campaign's release day every second until all that is due is settled, the campaign has ended, or somebody interrupts.
 * A database that is away for a while is waited for.
 */
export async function watchCampaign(db: Db, first: Campaign, screen: Screen = process.stdout): Promise<void> {
  // a pipe that closes, or Ctrl-C, ends it in an orderly way
  const forget = onShutdown(() => undefined);
  const speed = new Speed(await recentRates(db, first.id));
  const expiring = await expiringAhead(db, first, (await readProgress(db, first)).now);
  let drawn = 0;
  const draw = (lines: string[], line: string) => {
    if (!screen.isTTY) return void screen.write(`${line}\n`);
    const size = { columns: screen.columns ?? 80, rows: screen.rows ?? 24 };
    const text = frame(lines, drawn, size);
    drawn = text.split('\n').length - 1;
    screen.write(text);
  };
  for (;;) {
    try {
      const campaign = await findCampaign(first.slug, db);
      if (!campaign) return draw(['The campaign is gone.'], 'The campaign is gone.');
      const progress = await readProgress(db, campaign);
      const rates = speed.look(progress);
      draw(screenLines(campaign, progress, rates, expiring), progressLine(progress, rates));
      const ended = phaseAt(campaign, progress.now) === 'ended';
      if (ended || isSettled(progress.services)) {
        screen.write(ended ? 'The campaign has ended.\n' : 'Everything that is due is settled.\n');
        break;
      }
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      draw(['The database does not answer; trying again.'], 'The database does not answer; trying again.');
    }
    await sleep(EVERY_MS);
  }
  forget();
}

function screenLines(campaign: Campaign, progress: Progress, rates: Rates, expiring: number): string[] {
  const reconnect = progress.services.reduce((sum, service) => sum + service.reconnect, 0);
  return [
    ...headingText(campaign, progress.now).split('\n'),
    '',
    ...progressLines(progress, rates),
    ...reconnectLines(reconnect, expiring),
    ...candidateLines(campaign.slug, progress.markets),
  ];
}
