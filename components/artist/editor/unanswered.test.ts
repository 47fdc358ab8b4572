import { describe, expect, it } from 'vitest';
import type { DraftFields } from '@/lib/domain/draft-fields';
import { isOneOf } from './unanswered';

describe('a form that was sent and not answered', () => {
  it('is known again, whichever of several was kept', () => {
    const unanswered: DraftFields[] = [{ title: 'One' }, { title: 'Two', artist: 'Mira' }];
    expect(isOneOf(unanswered, { title: 'One', about: '' })).toBe(true);
    expect(isOneOf(unanswered, { title: 'Two', artist: 'Mira', upc: '' })).toBe(true);
  });

  it('is not what somebody else has typed', () => {
    expect(isOneOf([{ title: 'One' }], { title: 'One', artist: 'Nova' })).toBe(false);
    expect(isOneOf([], {})).toBe(false);
  });
});
