import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, forget, read, untilTag, write } from './store.mjs';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  clear();
  vi.setSystemTime(1_000_001);
});
afterEach(() => vi.useRealTimers());

const render = (key: string, tags: string[], took = 1) => {
  read(key);
  vi.advanceTimersByTime(took);
  write(key, { key }, tags, 10);
};

describe('the page cache', () => {
  it('gives back what was kept', () => {
    render('/a', ['campaign:a']);
    expect(read('/a')?.value).toEqual({ key: '/a' });
  });

  it('forgets a page at the instant it stops being true, and not a millisecond before', () => {
    render('/deadline', ['campaign:a', untilTag(1_005_000)]);
    vi.setSystemTime(1_004_999);
    expect(read('/deadline')).not.toBeNull();
    vi.setSystemTime(1_005_000);
    expect(read('/deadline')).toBeNull();
  });

  it('does not keep a render that straddled its deadline', () => {
    render('/straddled', [untilTag(1_000_050)], 100);
    expect(read('/straddled')).toBeNull();
  });

  it('does not keep a render during which its campaign changed', () => {
    read('/during');
    vi.advanceTimersByTime(5);
    forget(['campaign:a']);
    vi.advanceTimersByTime(5);
    write('/during', {}, ['campaign:a'], 10);
    expect(read('/during')).toBeNull();
  });

  it('forgets by tag, and keeps what was rendered afterwards', () => {
    render('/a', ['campaign:a']);
    render('/b', ['campaign:b']);
    vi.advanceTimersByTime(1);
    forget(['campaign:a']);
    vi.advanceTimersByTime(1);
    expect(read('/a')).toBeNull();
    expect(read('/b')).not.toBeNull();
    write('/a', {}, ['campaign:a'], 10);
    // rendered from before the change was known: the next reader renders again
    vi.advanceTimersByTime(1);
    render('/a', ['campaign:a']);
    expect(read('/a')).not.toBeNull();
  });

  it('keeps a cached 404 only until its address is taken', () => {
    render('/free', ['campaign:free']);
    vi.advanceTimersByTime(1);
    forget(['campaign:free']);
    expect(read('/free')).toBeNull();
  });

  it('drops the least used pages when it is full', () => {
    for (const key of ['/a', '/b', '/c']) {
      read(key);
      write(key, {}, [], 60 * 1024 * 1024);
    }
    expect(read('/a')).toBeNull();
    expect(read('/c')).not.toBeNull();
  });
});
