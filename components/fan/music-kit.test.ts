import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Listener = () => void;

const configured: unknown[] = [];
const page = {
  hash: '',
  appended: [] as { src?: string; fail: Listener; removed: boolean }[],
  loaded: [] as Listener[],
  replaced: [] as string[],
};
const asked: string[] = [];
let answer: () => Response;
let configure: (options: unknown) => Promise<unknown>;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  vi.resetModules();
  configured.length = 0;
  asked.length = 0;
  Object.assign(page, { hash: '', appended: [], loaded: [], replaced: [] });
  answer = () => Response.json({ developerToken: 'dev', livesMs: 3_600_000, script: 'https://script.example/mk.js' });
  configure = async options => {
    configured.push({ options, hash: page.hash });
    return 'music';
  };
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return answer();
  });
  vi.stubGlobal('location', {
    get hash() {
      return page.hash;
    },
    pathname: '/night-drive',
    search: '?c=bio',
  });
  vi.stubGlobal('history', {
    replaceState: (_state: unknown, _title: string, to: string) => {
      page.replaced.push(to);
      page.hash = '';
    },
  });
  vi.stubGlobal('document', {
    addEventListener: (_name: string, listener: Listener) => page.loaded.push(listener),
    createElement: () => {
      const script = { fail: () => undefined, removed: false } as { fail: Listener; removed: boolean };
      return Object.assign(script, {
        addEventListener: (_name: string, fail: Listener) => (script.fail = fail),
        remove: () => (script.removed = true),
      });
    },
    head: { append: (script: (typeof page.appended)[number]) => page.appended.push(script) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const kit = async () => (await import('./music-kit')).loadMusicKit;
/** Why it failed; null: it did not. Asked before what makes it fail, so that nobody hears of it first. */
const failure = (loading: Promise<unknown>) =>
  loading.then(
    () => null,
    (error: Error) => error.message,
  );
const tick = () => vi.advanceTimersByTimeAsync(1);
/** Apple's script has come. */
function comes() {
  vi.stubGlobal('MusicKit', { configure: (options: unknown) => configure(options) });
  for (const listener of page.loaded.splice(0)) listener();
}

it('loads Apple’s script once, and counts a token’s life by the device’s own clock', async () => {
  const load = await kit();
  const first = load();
  await tick();
  expect(page.appended.map(({ src }) => src)).toEqual(['https://script.example/mk.js']);
  comes();
  expect(await first).toEqual({ music: 'music', until: 1_001 + 3_600_000 });
  expect(await load()).toMatchObject({ music: 'music' });
  expect(page.appended).toHaveLength(1);
  expect(asked).toEqual(['/api/musickit/token', '/api/musickit/token']);
});

it('lets no link plant a token', async () => {
  page.hash = `#${'A'.repeat(240)}==`;
  const load = await kit();
  const loading = load();
  await tick();
  comes();
  await loading;
  expect(page.replaced).toEqual(['/night-drive?c=bio']);
  expect(configured).toMatchObject([{ hash: '' }]);
});

it('leaves an address with a place in the page alone', async () => {
  page.hash = '#remind';
  const load = await kit();
  const loading = load();
  await tick();
  comes();
  await loading;
  expect(page.replaced).toEqual([]);
});

it.each([403, 404, 503])('fails where our server has no token: %i', async status => {
  answer = () => new Response(null, { status });
  await expect((await kit())()).rejects.toThrow(`token ${status}`);
});

it('fails when the script does not come, and tries again the next time', async () => {
  const load = await kit();
  const failed = failure(load());
  await tick();
  page.appended[0]!.fail();
  expect(await failed).toBe('script');
  expect(page.appended[0]!.removed).toBe(true);
  const again = load();
  await tick();
  expect(page.appended).toHaveLength(2);
  comes();
  expect(await again).toMatchObject({ music: 'music' });
});

it('gives up on what hangs, and uses it once it is there', async () => {
  const load = await kit();
  const slow = failure(load());
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await slow).toBe('too slow');
  const again = load();
  await tick();
  expect(page.appended, 'it is still under way').toHaveLength(1);
  comes();
  expect(await again).toMatchObject({ music: 'music' });
  configure = () => new Promise(() => undefined);
  const hanging = failure(load());
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await hanging).toBe('too slow');
});
