import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { BOOT_SCRIPT } from './inline-scripts';

type Answer = Record<string, unknown>;

/** Runs the boot script in a stand-in for a browser with these cookies; the server answers its one question with `answer`. */
async function boot(cookie: string, answer: Answer | Error = {}) {
  const asked: string[] = [];
  const page: Record<string, string> = {};
  const bar: Record<string, string> = {};
  const attributes = (of: Record<string, string>) => ({
    setAttribute: (name: string, value: string) => (of[name] = value),
    removeAttribute: (name: string) => delete of[name],
  });
  const words = { textContent: '' };
  const way = { textContent: '' };
  const link = { href: '', firstChild: words, lastChild: way };
  const listeners: Record<string, (event: { persisted: boolean }) => void> = {};
  const document = {
    cookie,
    documentElement: attributes(page),
    getElementById: (id: string) => (id === 'upbeat-pass' ? { ...attributes(bar), firstChild: link } : null),
    addEventListener: () => undefined,
  };
  const fetch = async (path: string) => {
    asked.push(path);
    if (answer instanceof Error) throw answer;
    return { json: async () => answer };
  };
  runInNewContext(BOOT_SCRIPT, {
    document,
    fetch,
    location: { pathname: '/night-drive', search: '' },
    localStorage: { getItem: () => null },
    addEventListener: (name: string, hear: (event: { persisted: boolean }) => void) => (listeners[name] = hear),
  });
  await new Promise(setImmediate);
  return { asked, page, bar, link: [link.href, words.textContent, way.textContent], document, listeners };
}

const held = { passPath: '/pass/t', words: 'You have pre-saved this.', way: 'See your pass', act: false };

it('asks nothing and shows nothing in a browser without the mark', async () => {
  for (const cookie of ['', 'other=1']) {
    const { asked, page } = await boot(cookie);
    expect([asked, page]).toEqual([[], {}]);
  }
});

it('makes room at once and fills it with what the server says', async () => {
  const { asked, page, bar, link } = await boot('a=b; upbeat.presaved=1', held);
  expect(asked).toEqual(['/api/presave/state/night-drive']);
  expect(page['data-pass']).toBe('');
  expect(bar['data-act']).toBeUndefined();
  expect(link).toEqual(['/pass/t', 'You have pre-saved this.', 'See your pass']);
});

it('stands out where the fan has to act', async () => {
  expect((await boot('upbeat.presaved=1', { ...held, act: true })).bar['data-act']).toBe('');
});

it('says nothing when there is no pass any more, and survives a server that is away', async () => {
  expect((await boot('upbeat.presaved=1', { state: 'none' })).page['data-pass']).toBe('gone');
  expect((await boot('upbeat.presaved=1', new Error('offline'))).link).toEqual(['', '', '']);
});

it('looks again when the browser brings the page back as it was left', async () => {
  const { asked, page, document, listeners } = await boot('upbeat.presaved=1', held);
  listeners['pageshow']?.({ persisted: false });
  expect(asked).toHaveLength(1);
  document.cookie = '';
  listeners['pageshow']?.({ persisted: true });
  expect([asked.length, page['data-pass']]).toEqual([1, undefined]);
});
