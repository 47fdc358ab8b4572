import { beforeEach, expect, it, vi } from 'vitest';
import type { Full } from '../domain/places';
import { findCampaign, type Campaign } from './data';
import { readFull } from './places';
import { findOrRemember, fullOrRemember } from './remembered';

vi.mock('./data', () => ({ findCampaign: vi.fn<typeof findCampaign>() }));
vi.mock('./places', () => ({ readFull: vi.fn<typeof readFull>() }));
vi.spyOn(process.stderr, 'write').mockReturnValue(true);

const find = vi.mocked(findCampaign);
const read = vi.mocked(readFull);
const campaign = { slug: 'night-drive' } as Campaign;
const asked = { deployment: { savers: {} }, clients: new Map(), now: 0 };
const full: Full[] = [{ dsp: 'spotify', why: 'accounts', until: null }];

beforeEach(() => {
  find.mockReset();
  read.mockReset();
});

it('a campaign that was seen is still there while the database is away, and as it was last seen', async () => {
  find.mockResolvedValueOnce(campaign).mockRejectedValue(new Error('away'));
  expect(await findOrRemember('night-drive')).toBe(campaign);
  expect(await findOrRemember('night-drive')).toBe(campaign);
  await expect(findOrRemember('never-seen')).rejects.toThrow('away');
});

it('a campaign that is gone is forgotten', async () => {
  find.mockResolvedValueOnce(campaign).mockResolvedValueOnce(null).mockRejectedValue(new Error('away'));
  await findOrRemember('night-drive');
  expect(await findOrRemember('night-drive')).toBeNull();
  await expect(findOrRemember('night-drive')).rejects.toThrow('away');
});

it('places that were taken are taken while the database is away, also after a look at the campaign', async () => {
  find.mockResolvedValue(campaign);
  read.mockResolvedValueOnce(full).mockRejectedValue(new Error('away'));
  expect(await fullOrRemember(campaign, asked)).toBe(full);
  await findOrRemember('night-drive');
  expect(await fullOrRemember(campaign, asked)).toBe(full);
  expect(await fullOrRemember({ ...campaign, slug: 'never-seen' }, asked)).toEqual([]);
});
