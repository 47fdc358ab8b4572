import { describe, expect, it } from 'vitest';
import { MOST_EVENT_BYTES, readEvent } from './event';

const VIEW = { slug: 'night-drive', kind: 'view', channel: 'x', zone: 'Europe/Berlin' };
const read = (event: unknown) => readEvent(JSON.stringify(event));

describe('readEvent', () => {
  it('reads a view and a tap', () => {
    expect(read(VIEW)).toEqual(VIEW);
    expect(read({ slug: 'night-drive', kind: 'tap', dsp: 'deezer' })).toEqual({
      slug: 'night-drive',
      kind: 'tap',
      dsp: 'deezer',
    });
  });

  it.each([
    ['nothing', undefined],
    ['another address', { ...VIEW, slug: '../admin' }],
    ['another kind', { ...VIEW, kind: 'presave' }],
    ['a view of a service', { ...VIEW, dsp: 'deezer' }],
    ['a tap of nothing', { ...VIEW, kind: 'tap' }],
    ['a service we do not know', { ...VIEW, kind: 'tap', dsp: 'napster' }],
    ['more than is asked', { ...VIEW, address: '203.0.113.9' }],
    ['a long channel', { ...VIEW, channel: 'x'.repeat(41) }],
    ['an object for a text', { ...VIEW, zone: { $ne: '' } }],
    ['a list', [VIEW]],
  ])('refuses %s', (_, event) => expect(read(event)).toBeNull());

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', 'kind=view', '\u0000']) expect(readEvent(text)).toBeNull();
  });

  it('the longest there can be is within the bound', () => {
    const longest = {
      slug: 's'.repeat(60),
      kind: 'tap',
      dsp: 'youtubeMusic',
      channel: '東'.repeat(40),
      zone: 'Z'.repeat(64),
    };
    expect(read(longest)).not.toBeNull();
    expect(Buffer.byteLength(JSON.stringify(longest))).toBeLessThan(MOST_EVENT_BYTES);
  });
});
