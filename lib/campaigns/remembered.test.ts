import { beforeEach, expect, it, vi } from 'vitest';
import { findCampaign, type Campaign } from './data';
import { findOrRemember } from './remembered';

vi.mock('./data', () => ({ findCampaign: vi.fn<typeof findCampaign>() }));
vi.spyOn(process.stderr, 'write').mockReturnValue(true);

const find = vi.mocked(findCampaign);
const campaign = { slug: 'night-drive' } as Campaign;

beforeEach(() => {
  find.mockReset();
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
