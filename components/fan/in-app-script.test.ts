import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { wayOutHref } from '@/lib/domain/in-app';
import { IN_APP_USER_AGENTS, OTHER_USER_AGENTS, type InAppFixture } from '@/lib/testing/user-agents';
import type { InsideDetail } from './in-app-inside';
import { IN_APP_ID, inAppScript } from './in-app-script';

type Wish = {
  path?: string;
  search?: string;
  standalone?: boolean;
  telegram?: boolean;
  /** whether somebody shows the way by hand */ shown?: boolean;
};

/** Something on the page that a tap can hit. */
type Target = { closest: (what: string) => unknown };

const ORIGIN = 'https://upbeat.example';

/** Runs the script in a stand-in for a browser on a campaign page with YouTube Music and Apple Music on it. */
function open(userAgent: string, { path = '/upbeat', search = '', shown = true, ...wish }: Wish = {}) {
  const html: Record<string, string> = {};
  const heard: Record<string, (event: unknown) => void> = {};
  const went: string[] = [];
  const told: InsideDetail[] = [];
  const name = { textContent: 'another app' };
  const goOn: Record<string, string> = {};
  const button = {
    moved: 0,
    focused: 0,
    scrollIntoView: () => (button.moved += 1),
    focus: () => (button.focused += 1),
  };
  const link: { href?: string; target?: string; click: () => void } = {
    click: () => {
      went.push(link.href ?? '');
      heard['click']?.({ target: hit(`#${IN_APP_ID} a`) });
    },
  };
  const line = {
    querySelector: (what: string) =>
      what === 'a'
        ? link
        : what === 'b'
          ? name
          : /"(youtubeMusic|appleMusic)"/.test(what)
            ? { setAttribute: () => (goOn['shown'] = what) }
            : null,
  };
  const location = {
    origin: ORIGIN,
    pathname: path,
    search,
    replace: (to: string) => went.push(to),
    set href(to: string) {
      went.push(to);
    },
  };
  const document = {
    hidden: false,
    documentElement: { setAttribute: (key: string, value: string) => (html[key] = value) },
    getElementById: (id: string) => (id === IN_APP_ID ? line : null),
    querySelector: () => button,
    addEventListener: (kind: string, hear: (event: unknown) => void) => (heard[kind] = hear),
    dispatchEvent: ({ detail }: { detail: InsideDetail }) => {
      told.push(detail);
      return !shown;
    },
  };
  const addresses: string[] = [];
  const timers = vi.fn<(run: () => void, ms: number) => number>(() => 1);
  const clearTimeout = vi.fn<(timer?: number) => void>();
  runInNewContext(inAppScript(), {
    document,
    location,
    navigator: { userAgent, standalone: wish.standalone },
    window: wish.telegram ? { TelegramWebviewProxy: {} } : {},
    history: { state: null, replaceState: (_state: unknown, _title: string, to: string) => addresses.push(to) },
    CustomEvent: class {
      constructor(
        readonly type: string,
        readonly init: { detail: InsideDetail },
      ) {}
      get detail() {
        return this.init.detail;
      }
    },
    URLSearchParams,
    setTimeout: timers,
    clearTimeout,
    addEventListener: (kind: string, hear: (event: unknown) => void) => (heard[kind] = hear),
  });
  const prevented = vi.fn<() => void>();
  const tap = (target: Target) =>
    heard['click']?.({ target, preventDefault: prevented, stopPropagation: () => undefined });
  return {
    html,
    heard,
    went,
    told,
    name,
    link,
    goOn,
    button,
    document,
    addresses,
    timers,
    clearTimeout,
    prevented,
    tap,
  };
}

const hit = (...what: string[]): Target => ({ closest: asked => (what.includes(asked) ? {} : null) });

/** A tap on a service's button, in a row that has to happen outside or in any other. */
function service(dsp: string, outside: boolean): Target {
  const row = { getAttribute: () => dsp };
  const button = { closest: (what: string) => (outside && what === '[data-outside]' ? row : null) };
  return { closest: what => (what === 'button' ? button : null) };
}

const seen = (app: string, platform: string): InAppFixture => {
  const found = IN_APP_USER_AGENTS.find(one => one.app === app && one.platform === platform);
  if (!found) throw new Error(`${app} on ${platform} is no fixture`);
  return found;
};

it.each(IN_APP_USER_AGENTS)('knows $app on $platform as the table does ($from)', ({ userAgent, app, way }) => {
  const { html, link } = open(userAgent, { search: '?utm_source=link%20in%20bio&fbclid=1' });
  expect(html['data-in-app']).toBe(app);
  expect(link.href).toBe(way ? wayOutHref(way, `${ORIGIN}/upbeat?c=link%20in%20bio`) : undefined);
  expect(link.target).toBe(way === 'safariWindow' ? '_blank' : undefined);
});

it.each(Object.entries(OTHER_USER_AGENTS))('leaves %s alone', (_name, userAgent) => {
  const { html, heard } = open(userAgent);
  expect([html, heard]).toEqual([{}, {}]);
});

it('names the app, and no app it does not know', () => {
  expect(open(seen('tiktok', 'ios').userAgent).name.textContent).toBe('TikTok');
  expect(open(seen('unknown', 'ios').userAgent).name.textContent).toBe('another app');
});

it('takes a page on the home screen for a browser, and Telegram’s Safari for a web view', () => {
  expect(open(seen('unknown', 'ios').userAgent, { standalone: true }).html).toEqual({});
  const safari = OTHER_USER_AGENTS['Safari, iOS 18'] ?? '';
  expect(open(safari, { telegram: true }).html['data-in-app']).toBe('unknown');
});

it('leads out first, to the same campaign, service and channel', () => {
  const { tap, went, prevented, timers, addresses, told } = open(seen('linkedin', 'ios').userAgent, {
    search: '?c=bio',
  });
  tap(service('youtubeMusic', true));
  const address = `${ORIGIN}/upbeat?go=youtubeMusic&c=bio`;
  expect(prevented).toHaveBeenCalledOnce();
  expect(went).toEqual([`x-safari-${address}`]);
  expect(addresses, 'the app’s own menu opens what the address says').toEqual([address]);
  expect(timers).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 2000);
  expect(told).toEqual([]);
});

it('after two seconds inside it has the way shown by hand', () => {
  const { tap, timers, told } = open(seen('facebook', 'android').userAgent);
  tap(service('appleMusic', true));
  timers.mock.calls[0]?.[0]();
  const address = `${ORIGIN}/upbeat?go=appleMusic`;
  const out = wayOutHref('intent', address);
  expect(told).toEqual([
    { app: 'facebook', name: 'Facebook', android: true, go: 'appleMusic', address, out, blank: false },
  ]);
});

it('waits no longer once the page is out of sight', () => {
  for (const leave of ['visibilitychange', 'pagehide']) {
    const { tap, heard, document, clearTimeout } = open(seen('instagram', 'ios').userAgent);
    tap(service('appleMusic', true));
    clearTimeout.mockClear();
    heard['visibilitychange']?.({});
    expect(clearTimeout).not.toHaveBeenCalled();
    document.hidden = true;
    heard[leave]?.({});
    expect(clearTimeout).toHaveBeenCalledExactlyOnceWith(1);
  }
});

it('where no link leads out it does not pretend', () => {
  const { tap, went, timers, told } = open(seen('wechat', 'android').userAgent);
  tap(service('youtubeMusic', true));
  expect([went, timers.mock.calls]).toEqual([[], []]);
  expect(told).toMatchObject([{ app: 'wechat', go: 'youtubeMusic', out: null }]);
});

it('sends the fan to the notice where nobody shows the way', () => {
  const { tap, went } = open(seen('x', 'ios').userAgent, { shown: false, search: '?c=bio' });
  tap(service('youtubeMusic', true));
  expect(went).toEqual(['/upbeat/in-app?go=youtubeMusic&c=bio']);
});

it('leaves services that work inside, and everything else, to themselves', () => {
  const { tap, went, prevented, told } = open(seen('instagram', 'ios').userAgent);
  for (const target of [service('spotify', false), hit('a'), { closest: () => null }]) tap(target);
  expect([went, prevented.mock.calls, told]).toEqual([[], [], []]);
});

it('shows the way without a tap on a service too', () => {
  const { tap, told } = open(seen('threads', 'ios').userAgent);
  tap(hit(`#${IN_APP_ID} button`));
  expect(told).toMatchObject([{ app: 'threads', go: '', address: `${ORIGIN}/upbeat` }]);
});

it('the notice inside stands at the campaign’s address, and outside gives way to the campaign', () => {
  const wish = { path: '/upbeat/in-app', search: '?go=youtubeMusic&c=bio', shown: false };
  const campaign = `${ORIGIN}/upbeat?go=youtubeMusic&c=bio`;
  const inside = open(seen('snapchat', 'ios').userAgent, wish);
  expect([inside.addresses, inside.went]).toEqual([[campaign], []]);
  inside.tap(service('youtubeMusic', true));
  expect(inside.went, 'what it has to say stands there already').toEqual([]);
  expect(open(OTHER_USER_AGENTS['Safari, iOS 18'] ?? '', wish).went).toEqual([campaign]);
});

it('outside, the service tapped inside comes first, is marked and moved to, and nothing starts', () => {
  const { html, goOn, heard, button, went } = open(OTHER_USER_AGENTS['Chrome, Android'] ?? '', {
    search: '?go=youtubeMusic&c=bio',
  });
  expect(html).toEqual({ 'data-go': '', 'data-dsp': 'youtubeMusic' });
  expect(goOn['shown']).toContain('youtubeMusic');
  heard['DOMContentLoaded']?.({});
  expect([button.moved, button.focused, went]).toEqual([1, 1, []]);
});

it('a service that is not there, or is none, changes nothing', () => {
  for (const go of ['spotify', '"]', 'x'.repeat(30), ''])
    expect(open(OTHER_USER_AGENTS['Chrome, Android'] ?? '', { search: `?go=${encodeURIComponent(go)}` }).html).toEqual(
      {},
    );
});
