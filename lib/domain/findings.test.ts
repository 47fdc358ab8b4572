import { describe, expect, it } from 'vitest';
import { distanceWords, pointWords, shareWords } from './chart-words';
import { besideWords, leaderWords, peakWords, stepWords } from './findings';
import { funnel } from './funnel';
import { lastCampaign } from './last-campaign';

const line = (name: string, presaves: number, views = 0) => ({ name, presaves, views, taps: 0 });

describe('a list’s finding', () => {
  it('names who leads, with a share only where there are enough', () => {
    expect(leaderWords([line('TikTok', 64), line('Poster', 56)], ['presaves', 'views'])).toBe(
      'Most pre-saves: TikTok, 64 of 120 (53 %).',
    );
    expect(leaderWords([line('TikTok', 3), line('Poster', 1)], ['presaves'])).toBe('Most pre-saves: TikTok, 3 of 4.');
  });

  it('goes by visits where there are no pre-saves, and says when nobody leads', () => {
    expect(leaderWords([line('Germany', 0, 5), line('India', 0, 9)], ['presaves', 'views'])).toBe(
      'Most visits: India, 9 of 14.',
    );
    expect(leaderWords([line('Germany', 2), line('India', 2)], ['presaves'])).toMatch(/Germany and India are even/);
    expect(leaderWords([line('Germany', 2), line('India', 0)], ['presaves'])).toBe('All pre-saves: Germany.');
    expect(leaderWords([line('Germany', 0)], ['presaves', 'views'])).toBeNull();
  });
});

it('a series’ finding is its highest point', () => {
  expect(
    peakWords(
      [
        { name: '1 Dec', n: 2 },
        { name: '2 Dec', n: 1 },
      ],
      'visit',
      'visits',
    ),
  ).toBe('The most were 2 visits, on 1 Dec.');
  expect(peakWords([{ name: '1 Dec', n: 0 }], 'visit', 'visits')).toBeNull();
});

describe('a step of the funnel', () => {
  const drops = (visitors: number, taps: number, presaves: number, saved: number) => {
    const steps = funnel({ visitors, taps, presaves, doubtful: 0, saved });
    return steps.map((step, i) => stepWords(step, steps[i - 1]).drop);
  };

  it('says who did not take it', () => {
    expect(drops(1000, 400, 100, 0)).toEqual([
      'People a day, without bots and previews.',
      '600 (60 %) looked and left.',
      '300 (75 %) stopped at their service’s question.',
      '100 (100 %) are not saved, or not yet.',
    ]);
    expect(drops(10, 10, 0, 0).slice(1)).toEqual([
      'Nobody was lost.',
      '10 stopped at their service’s question.',
      'None yet.',
    ]);
  });

  it('makes up no loss where more came than went before', () => {
    expect(drops(3, 8, 2, 2)[1]).toBe('More than visitors: the two are counted in different ways.');
  });
});

it('sets two campaigns side by side, with a share only where there are enough', () => {
  expect(besideWords(180, 120, 'pre-saves', '“Night Drive”')).toBe(
    '180 pre-saves; “Night Drive” had 120 at this point, 50 % more.',
  );
  expect(besideWords(60, 120, 'pre-saves', 'the last')).toMatch(/50 % fewer\.$/);
  expect(besideWords(500, 100, 'visits', 'the last')).toMatch(/5\.0 times as many\.$/);
  expect(besideWords(9, 3, 'visits', 'the last')).toBe('9 visits; the last had 3 at this point.');
  expect(besideWords(4, 4, 'visits', 'the last')).toBe('As many visits as the last at this point: 4.');
});

it('labels are short, and shares never round to nothing or to all', () => {
  expect([pointWords('2026-12-01'), pointWords('2026-12-11T20:00')]).toEqual(['1 Dec', '11 Dec 20:00']);
  expect([0, 0.001, 0.5, 0.999, 1].map(shareWords)).toEqual(['0 %', 'under 1 %', '50 %', '99 %', '100 %']);
  expect([-2, -1, 0, 1].map(distanceWords)).toEqual(['2 days before', '1 day before', 'release day', '1 day after']);
});

it('the last campaign is the latest of the same artist that came out before', () => {
  const of = (id: string, date: string, artist = 'Mira Solenne', publishedAt: number | null = 1) => ({
    id,
    artist,
    release: { mode: 'local-midnight', date } as const,
    publishedAt,
  });
  const mine = of('mine', '2026-12-11');
  const all = [
    mine,
    of('older', '2025-01-01'),
    of('last', '2026-05-01', ' mira solenne'),
    of('later', '2027-01-01'),
    of('another', '2026-11-01', 'Somebody Else'),
    of('draft', '2026-11-01', 'Mira Solenne', null),
  ];
  expect(lastCampaign(mine, all)?.id).toBe('last');
  expect(lastCampaign(of('first', '2020-01-01'), all)).toBeNull();
});
