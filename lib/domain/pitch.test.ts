import { expect, it } from 'vitest';
import { growthWords, pitchText, trustWords, type Pitch } from './pitch';

const pitch: Pitch = {
  artist: 'Mira Solenne',
  title: 'Glass Harbour',
  date: '11 December 2026',
  isOut: false,
  address: 'https://upbeat.example/glass-harbour',
  sound: 1200,
  doubtful: 50,
  saved: 0,
  visitors: 9000,
  reminders: 1,
  growth: { last: 300, before: 200 },
  countries: ['Germany', 'Nepal', 'India', 'France', 'Spain', 'Italy'].map((name, i) => ({ name, n: 600 - i * 100 })),
  services: [{ name: 'Spotify', n: 1200 }],
  channels: [],
  counted: '23 November 2026',
};

it('tells an editor what there is, five lines of each at most', () => {
  expect(pitchText(pitch)).toBe(`Mira Solenne – Glass Harbour
Out 11 December 2026. https://upbeat.example/glass-harbour

1,200 pre-saves. Each is one account that signed in at its service and agreed to the save. 50 more (4 % of all) look automated and are in none of these figures.
300 pre-saves in the last seven days, 200 in the seven before (50 % more).
By country: Germany 600, Nepal 500, India 400, France 300, Spain 200.
By service: Spotify 1,200.
9,000 visitors on the link (people a day, without bots), 1 reminder set.
Counted on 23 November 2026.`);
});

it('makes nothing of nothing', () => {
  const text = pitchText({ ...pitch, sound: 0, doubtful: 0, growth: null, countries: [], services: [], reminders: 0 });
  expect(text).not.toMatch(/By country|seven days|reminder|%/);
  expect(text).toContain('0 pre-saves.');
});

it('says how it grows, and no share of a handful', () => {
  const words = (growth: Pitch['growth'], isOut = false) => growthWords({ growth, isOut });
  expect(words({ last: 3, before: 1 })).toBe('3 pre-saves in the last seven days, 1 in the seven before.');
  expect(words({ last: 90, before: 30 })).toMatch(/\(3\.0 times as many\)\.$/);
  expect(words({ last: 30, before: 60 })).toMatch(/\(50 % fewer\)\.$/);
  expect(words({ last: 1, before: 0 })).toBe('1 pre-save in the last seven days, none in the seven before.');
  expect(words({ last: 0, before: 0 })).toBeNull();
  expect(words({ last: 3, before: 1 }, true)).toBe(
    '3 pre-saves in the seven days before it came out, 1 in the seven before.',
  );
});

it('never hides a doubt', () => {
  expect(trustWords({ sound: 5, doubtful: 0 })).toMatch(/None of them is doubtful\.$/);
  expect(trustWords({ sound: 5, doubtful: 2 })).toMatch(/2 more look automated/);
});
