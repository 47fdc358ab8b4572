import { describe, expect, it } from 'vitest';
import { REASONS } from '@/lib/domain/presave-state';
import { eventWords, refusedWords } from './pass-event-words';

const said = { serviceName: 'YouTube Music', home: 'your YouTube Music likes' };

describe('eventWords', () => {
  it('has the fan’s words for a service that keeps likes', () => {
    expect(eventWords({ kind: 'found', at: 0 }, said)).toEqual({
      what: 'In your YouTube Music likes',
      how: 'checked on',
    });
    const moved = { kind: 'moved', at: 0, release: { mode: 'local-midnight', date: '2027-06-12' } } as const;
    expect(eventWords(moved, said).what).toBe('The release moved to 12 June');
  });

  it('counts tries only when there were more than one', () => {
    const tried = { kind: 'tried', why: 'busy', at: 0 } as const;
    expect(eventWords({ ...tried, times: 1 }, said)).toEqual({ what: 'YouTube Music was too busy', how: '' });
    expect(eventWords({ ...tried, times: 4 }, said).what).toBe('YouTube Music was too busy, tried 4 times');
  });
});

describe('refusedWords', () => {
  it('is a sentence for every reason there is, without our names for them', () => {
    for (const reason of REASONS) expect(refusedWords(reason, said)).toMatch(/^[A-Z][^_]+$/);
  });
});
