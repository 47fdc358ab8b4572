import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { APPLE_EARLY_SCRIPT } from './apple-music-early';

/** A form, and what became of it. */
function form(...attributes: string[]) {
  const marks = new Set(attributes);
  const sent = { count: 0 };
  return {
    marks,
    sent,
    hasAttribute: (name: string) => marks.has(name),
    setAttribute: (name: string) => marks.add(name),
    submit: () => (sent.count += 1),
  };
}

/** Runs the script; taps on a form tell whether the browser was kept from sending it, and `wait` lets its patience run out. */
function page() {
  const waiting: (() => void)[] = [];
  let hear: (event: object) => void = () => undefined;
  runInNewContext(APPLE_EARLY_SCRIPT, {
    document: { addEventListener: (_name: string, listener: typeof hear) => (hear = listener) },
    setTimeout: (act: () => void) => waiting.push(act),
  });
  const tap = (target: ReturnType<typeof form>) => {
    let kept = false;
    hear({ target, preventDefault: () => (kept = true) });
    return kept;
  };
  return { tap, waiting };
}

it('keeps a tap for the button that is still waking', () => {
  const { tap, waiting } = page();
  const apple = form('data-musickit');
  expect([tap(apple), tap(apple)]).toEqual([true, true]);
  expect(apple.marks).toContain('data-early');
  expect(waiting).toHaveLength(1);
  apple.marks.add('data-awake');
  waiting[0]!();
  expect(apple.sent.count).toBe(0);
});

it('sends the form where the button never wakes, as without script', () => {
  const { tap, waiting } = page();
  const apple = form('data-musickit');
  tap(apple);
  waiting[0]!();
  expect(apple.sent.count).toBe(1);
});

it('leaves other forms alone, and a button that is awake', () => {
  const { tap, waiting } = page();
  expect([tap(form()), tap(form('data-musickit', 'data-awake'))]).toEqual([false, false]);
  expect(waiting).toEqual([]);
});
