import { afterEach, expect, it, vi } from 'vitest';
import { tellServer } from './tell-server';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const FROM = { zone: 'Asia/Kathmandu', channel: null };

const answers = (answer: (init: RequestInit) => Response | Promise<Response>) =>
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => answer(init));

it.each([
  [{ kind: 'done', passPath: '/pass/t', elsewhere: false }, 200],
  [{ kind: 'stale' }, 200],
  [{ kind: 'try_later' }, 503],
  [{ kind: 'too_many' }, 429],
])('hands on what the server says: %o', async (said, status) => {
  answers(() => Response.json(said, { status }));
  expect(await tellServer('night-drive', 'token', FROM)).toEqual(said);
});

it.each([
  ['a line that broke', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a page of a proxy', () => new Response('<html>', { status: 502 })],
  ['something newer than this page', () => Response.json({ kind: 'levitating' })],
  ['nothing', () => Response.json(null)],
])('never says that nothing was kept when it does not know: %s', async (_what, answer) => {
  answers(answer);
  expect(await tellServer('night-drive', 'token', FROM)).toEqual({ kind: 'unheard' });
});

it('waits no longer than a fan would', async () => {
  vi.useFakeTimers();
  answers(
    ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
  );
  const told = tellServer('night-drive', 'token', FROM);
  await vi.advanceTimersByTimeAsync(45_000);
  expect(await told).toEqual({ kind: 'unheard' });
});
