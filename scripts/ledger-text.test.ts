import { describe, expect, it } from 'vitest';
import type { LedgerAudit } from '../lib/campaigns/ledger-audit';
import type { MarketLine } from '../lib/campaigns/markets';
import { auditText, candidateLines, linkedLines, movedText, reconnectLines, sheetText } from './ledger-text';

const NOW = Date.UTC(2026, 11, 11, 0, 10);
const line = (market: string, change: Partial<MarketLine> = {}): MarketLine => ({
  dsp: 'spotify',
  market,
  momentMs: NOW,
  open: false,
  lastAnswer: 'not_found',
  probes: 2,
  nextProbeMs: NOW + 60_000,
  candidate: null,
  ...change,
});

it('adds the ledger up and puts markets with the same answer in one line', () => {
  const text = sheetText(
    {
      lines: [{ dsp: 'spotify', state: 'saved', reason: 'saved', count: 1_234 }],
      total: 1_234,
      consents: 1_235,
      unexplained: 1,
      markets: [
        line('DE'),
        line('FR'),
        line('JP', { open: true, lastAnswer: 'live' }),
        line('US', { nextProbeMs: null }),
      ],
    },
    NOW,
  );
  expect(text.split('\n').map(l => l.trim().replaceAll(/ {2,}/g, ' '))).toEqual([
    'spotify saved saved 1,234',
    'total 1,234',
    'consents in the ledger 1,235',
    'unexplained 1',
    '',
    'markets',
    'spotify not out yet (not_found, asked 2 times, asked again at 00:11:00 UTC): DE, FR',
    'spotify open: JP',
    'spotify not out yet (not_found, asked 2 times, not asked any more): US',
  ]);
});

describe('what wants the artist', () => {
  it('names a match and the commands that settle it', () => {
    const candidate = {
      uri: 'spotify:album:1',
      url: 'https://open.spotify.com/album/1',
      artist: 'Ada',
      title: 'Night',
    };
    const markets = [line('DE', { candidate }), line('FR', { candidate }), line('JP')];
    expect(candidateLines('night-drive', markets)).toEqual([
      'Spotify has another name under this release’s code: Ada – Night  https://open.spotify.com/album/1',
      '  If that is the release:  npm run campaign -- link night-drive spotify https://open.spotify.com/album/1',
      '  If it is not:            npm run campaign -- link night-drive spotify <the release’s own link>',
    ]);
    expect(candidateLines('night-drive', [line('JP')])).toEqual([]);
  });

  it('says whom a date costs a new permission', () => {
    expect(movedText('Friday', 1, 0)).toBe('Moved to Friday. 1 waiting pre-save moves with it.');
    expect(movedText('Friday', 1_200, 3)).toBe(
      'Moved to Friday. 1,200 waiting pre-saves move with it. 3 permissions run out before the release: those fans will be asked to reconnect.',
    );
    expect(reconnectLines(0, 0)).toEqual([]);
    expect(reconnectLines(1, 0)).toEqual(['1 fan must reconnect: their pass says so.']);
  });

  it('says what a new link does not undo', () => {
    expect(linkedLines('deezer', { url: 'u', notes: ['n'], savedBefore: 0 })).toEqual([
      '  note: n',
      'Deezer is u now. The page shows it, and a release that is due is asked for at once.',
    ]);
    expect(linkedLines('deezer', { url: 'u', notes: [], savedBefore: 2 }).at(-1)).toMatch(
      /^2 fans have what the old link named in their favourites already/,
    );
  });
});

describe('auditText', () => {
  const clean: LedgerAudit = { presaves: 2, steps: 4, unexplained: 0, gaps: 0, lost: 0, miscounted: 0, examples: [] };
  it('is one sentence when all is well', () => {
    expect(auditText(clean)).toBe(
      'Audited 2 pre-saves and 4 steps, one by one: every step follows from the one before, and nothing is unexplained.',
    );
  });
  it.each(['unexplained', 'gaps', 'lost', 'miscounted'] as const)('does not hide what is %s', what => {
    const text = auditText({ ...clean, [what]: 1, examples: ['some-id'] });
    expect(text).toMatch(/does not add up:\n {2}1 /);
    expect(text).toContain('some-id');
  });
});
