import { gzipSync } from 'node:zlib';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { MOST_EVENT_BYTES, readEvent } from '@/lib/analytics/event';
import { BEACON_SCRIPT } from './beacon-script';

type Hear = (event: unknown) => void;

type Browser = { path?: string; search?: string; prerendering?: boolean; sendBeacon?: unknown; hasTemporal?: boolean };

/** Runs the beacon in a stand-in for a browser; answers what was sent and how to tap. */
function open({ path = '/night-drive', search = '', prerendering = false, hasTemporal = true, ...more }: Browser = {}) {
  const sent: unknown[] = [];
  const painted: (() => void)[] = [];
  const listeners: Record<string, Hear> = {};
  const sendBeacon = (to: string, body: string) => {
    expect(to).toBe('/api/events');
    expect(Buffer.byteLength(body)).toBeLessThan(MOST_EVENT_BYTES);
    sent.push(readEvent(body) ?? `refused: ${body}`);
    return true;
  };
  runInNewContext(BEACON_SCRIPT, {
    document: { prerendering, addEventListener: (name: string, hear: Hear) => (listeners[name] = hear) },
    navigator: { sendBeacon, ...more },
    location: { pathname: path, search },
    URLSearchParams,
    ...(hasTemporal && { Temporal: { Now: { timeZoneId: () => zone } } }),
    addEventListener: (name: string, hear: Hear) => (listeners[name] = hear),
    requestAnimationFrame: (draw: () => void) => painted.push(draw),
    setTimeout: (act: () => void) => act(),
  });
  /** A click or a sent form somewhere inside the row of a service, in a link or not. */
  const act = (type: 'click' | 'submit', dsp: string | null, inLink = true) =>
    listeners[type]?.({
      type,
      target: {
        closest(selector: string) {
          if (selector === 'a') return inLink ? this : null;
          return dsp === null ? null : { getAttribute: () => dsp };
        },
      },
    });
  return { sent, listeners, act, paint: () => painted.splice(0).forEach(draw => draw()) };
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const VIEW = { slug: 'night-drive', kind: 'view', channel: '', zone };

it('tells that the page was opened, and from where', () => {
  expect(open().sent).toEqual([VIEW]);
  expect(open({ search: '?c=tiktok&utm_source=x' }).sent).toEqual([{ ...VIEW, channel: 'tiktok' }]);
  expect(open({ search: '?utm_source=newsletter' }).sent).toEqual([{ ...VIEW, channel: 'newsletter' }]);
  expect(open({ search: `?c=${'x'.repeat(400)}` }).sent).toEqual([{ ...VIEW, channel: 'x'.repeat(40) }]);
});

it('tells of each service that was tapped, once', () => {
  const { sent, act } = open();
  act('click', 'deezer');
  act('click', 'deezer');
  act('submit', 'spotify', false);
  act('click', 'spotify', false);
  act('click', null);
  expect(sent.slice(1)).toEqual([
    { ...VIEW, kind: 'tap', dsp: 'deezer' },
    { ...VIEW, kind: 'tap', dsp: 'spotify' },
  ]);
});

it('lets an older browser paint before it is asked for its zone', () => {
  const { sent, listeners, paint } = open({ hasTemporal: false });
  expect(sent).toEqual([]);
  paint();
  expect(sent).toEqual([VIEW]);
  listeners['pagehide']?.({});
  expect(sent, 'and counts once').toEqual([VIEW]);
});

it('counts whoever leaves before that as they leave', () => {
  const { sent, listeners, paint } = open({ hasTemporal: false });
  listeners['pagehide']?.({});
  paint();
  expect(sent).toEqual([VIEW]);
});

it('a notice on top of the page is no view of its own', () => {
  const { sent, act } = open({ path: '/night-drive/declined' });
  expect(sent).toEqual([]);
  act('submit', 'spotify', false);
  expect(sent).toEqual([{ ...VIEW, kind: 'tap', dsp: 'spotify' }]);
});

it('a page that is drawn ahead counts when it is shown', () => {
  const { sent, listeners } = open({ prerendering: true });
  expect(sent).toEqual([]);
  listeners['prerenderingchange']?.({});
  expect(sent).toEqual([VIEW]);
});

it('a browser that cannot send loses nothing but the count', () => {
  const broken = () => {
    throw new Error('blocked');
  };
  for (const sendBeacon of [undefined, broken]) expect(() => open({ sendBeacon }).act('click', 'deezer')).not.toThrow();
});

it('weighs next to nothing', () => expect(gzipSync(BEACON_SCRIPT).length).toBeLessThan(620));
