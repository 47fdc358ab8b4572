import { expect, it } from 'vitest';
import type { Deployment } from '../domain/deployment';
import type { Campaign } from './data';
import { nextPageChange, toFanPage } from './fan-page';

const DAY = 86_400_000;
const now = Date.UTC(2027, 0, 1);
const palette = { paper: '', raised: '', line: '', text: '', muted: '', accent: '', onAccent: '' };
const campaign: Campaign = {
  id: 'c',
  workspaceId: null,
  slug: 'night-drive',
  artist: 'A',
  title: 'T',
  kind: 'single',
  upc: null,
  isrcs: [],
  about: null,
  release: { mode: 'instant', at: now + 200 * DAY },
  releaseRevision: 1,
  artworkLarge: null,
  artworkSmall: null,
  theme: { light: palette, dark: palette, placeholder: '' },
  cardBefore: null,
  cardOut: null,
  publishedAt: 0,
  endedAt: null,
  archivedAt: null,
  turnedPhase: 'presave',
  createdAt: 0,
  updatedAt: 0,
  services: [{ dsp: 'spotify', url: 'https://open.spotify.com/album/x', uri: 'spotify:album:x', countdownUrl: null }],
};
const everyone: Deployment = { savers: { spotify: 'everyone' } };
const opens = now + 20 * DAY;

it('a page stops being true when a pre-save opens, and then when the phase turns', () => {
  expect(nextPageChange(campaign, everyone, now)).toBe(opens);
  expect(nextPageChange(campaign, everyone, opens)).toBe(now + 200 * DAY);
  expect(nextPageChange(campaign, { savers: {} }, now), 'nothing opens here').toBe(now + 200 * DAY);
});

it('the page says the same until that instant, and the other thing from it on', () => {
  const mode = (at: number) => toFanPage(campaign, everyone, at)?.before[0]?.action.mode;
  expect([now, opens - 1, opens].map(mode)).toEqual(['opens', 'opens', 'saves']);
});

it('a campaign that ends first is not kept waiting for its pre-save', () => {
  const ending = { ...campaign, endedAt: now + DAY };
  expect(nextPageChange(ending, everyone, now)).toBe(now + DAY);
  expect(nextPageChange(ending, everyone, now + DAY)).toBeNull();
  expect(nextPageChange({ ...campaign, publishedAt: null }, everyone, now)).toBeNull();
});

it('says the days of this deployment, and nothing of a permission that no button asks for', () => {
  const at = (page: Campaign, deployment: Deployment, when: number) => toFanPage(page, deployment, when)?.permission;
  expect(at(campaign, everyone, opens)).toContain('after 180 days.');
  expect(at(campaign, everyone, now), 'not open yet').toBeNull();
  expect(at(campaign, everyone, now + 201 * DAY), 'out').toBeNull();
  const video = { dsp: 'youtubeMusic', url: null, uri: 'youtube:video:a1B2c3D4e5_', countdownUrl: null } as const;
  const testing: Deployment = { savers: { youtubeMusic: 'listed' }, grantDays: { youtubeMusic: 7 } };
  expect(at({ ...campaign, services: [video] }, testing, now + 199 * DAY)).toContain('after 7 days.');
});
