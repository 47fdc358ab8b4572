import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askApple, type Asked } from './ask-apple';

type Answer = { yes: (token: unknown) => void; no: (error: unknown) => void };

const view = { closed: false } as unknown as Window & { closed: boolean };
const page = { visibilityState: 'hidden', focused: false, hasFocus: () => page.focused };
let browser: { open: (...wish: unknown[]) => Window | null };
let own: typeof browser.open;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(view, { closed: false });
  Object.assign(page, { visibilityState: 'hidden', focused: false });
  own = vi.fn<typeof own>(() => view);
  browser = { open: own };
  vi.stubGlobal('window', browser);
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tap: MusicKit opens its window, or answers without (`kept`). What the fan is told gathers in `told`. */
function tap({ kept = false } = {}) {
  const told: Asked[] = [];
  const answer = {} as Answer;
  const authorize = () =>
    new Promise((yes, no) => {
      Object.assign(answer, { yes, no });
      if (!kept) browser.open('https://authorize.music.apple.com/woa', 'apple-music-service-view', 'width=650');
    });
  askApple({ authorize, unauthorize: async () => undefined }, asked => told.push(asked));
  return { told, answer };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
const refusal = Object.assign(new Error('Unauthorized'), { errorCode: 'AUTHORIZATION_ERROR' });

it('asks within the tap, as MusicKit wishes, and leaves the page as it was', async () => {
  const { told, answer } = tap();
  expect(own).toHaveBeenCalledWith('https://authorize.music.apple.com/woa', 'apple-music-service-view', 'width=650');
  expect(browser.open).toBe(own);
  answer.yes('token');
  await pass(0);
  expect(told).toEqual([{ kind: 'token', token: 'token', kept: false }]);
  await pass(600);
  expect(told).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('tells a token that the browser had kept from one that was given now', async () => {
  const { told, answer } = tap({ kept: true });
  answer.yes('old');
  await pass(0);
  expect(told).toEqual([{ kind: 'token', token: 'old', kept: true }]);
  expect(browser.open, 'nobody was asked').toBe(own);
});

it('sees that the window was held back', async () => {
  own = vi.fn<typeof own>(() => null);
  browser.open = own;
  const { told } = tap();
  await pass(1);
  expect(told).toEqual([{ kind: 'blocked' }]);
});

it('says the same where MusicKit stumbles over that', async () => {
  own = vi.fn<typeof own>(() => null);
  browser.open = own;
  const { told, answer } = tap();
  answer.no(new TypeError('null is not an object'));
  await pass(10);
  expect(told).toEqual([{ kind: 'blocked' }]);
});

it('sees that the window was closed, and gives a yes time to arrive', async () => {
  const { told, answer } = tap();
  await pass(30);
  Object.assign(view, { closed: true });
  await pass(3);
  expect(told, 'MusicKit may still be asking for the storefront').toEqual([]);
  await pass(1);
  expect(told).toEqual([{ kind: 'closed' }]);
  answer.yes('late');
  await pass(0);
  expect(told.at(-1), 'a yes counts whenever it comes').toEqual({ kind: 'token', token: 'late', kept: false });
});

it.each([
  [refusal],
  [Object.assign(new Error('x'), { name: 'AUTHORIZATION_ERROR' })],
  [{ reason: 'AUTHORIZATION_ERROR' }],
])('takes MusicKit’s own error for a refusal: %s', async error => {
  const { told, answer } = tap();
  answer.no(error);
  await pass(0);
  expect(told).toEqual([{ kind: 'declined' }]);
});

it.each([[new TypeError('Failed to fetch')], ['Storefront Country Code error.'], [undefined], [null]])(
  'does not take trouble for a no: %s',
  async error => {
    const { told, answer } = tap();
    answer.no(error);
    await pass(0);
    expect(told).toEqual([{ kind: 'broken' }]);
  },
);

it('does not take a promise that settles with nothing for a yes', async () => {
  for (const token of [undefined, '', null]) {
    const { told, answer } = tap();
    answer.yes(token);
    await pass(0);
    expect(told).toEqual([{ kind: 'broken' }]);
  }
});

it('waits as long as the fan is in Apple’s window, but not for ever', async () => {
  const { told } = tap();
  page.visibilityState = 'visible';
  await pass(170);
  expect(told, 'on a desk this page is in sight, behind that window').toEqual([]);
  await pass(11);
  expect(told).toEqual([{ kind: 'silent' }]);
  await pass(600);
  expect(told).toHaveLength(1);
});

it('does not keep a fan waiting who is back on the page', async () => {
  const { told } = tap();
  await pass(60);
  Object.assign(page, { visibilityState: 'visible', focused: true });
  await pass(8);
  page.focused = false;
  await pass(5);
  page.focused = true;
  await pass(10);
  expect(told, 'a look at the page is no return').toEqual([]);
  await pass(1);
  expect(told).toEqual([{ kind: 'silent' }]);
});

it('lets a second tap ask anew while the first still waits', async () => {
  const first = tap();
  await pass(181);
  const second = tap();
  expect(own).toHaveBeenCalledTimes(2);
  first.answer.no(refusal);
  second.answer.yes('token');
  await pass(0);
  expect([first.told, second.told]).toEqual([[{ kind: 'silent' }], [{ kind: 'token', token: 'token', kept: false }]]);
  expect(browser.open).toBe(own);
});
