import { describe, expect, it } from 'vitest';
import { withdrawWords } from './withdraw-words';

const base = {
  serviceName: 'Spotify',
  home: 'your Spotify library',
  state: 'held',
  holds: true,
  left: 'nothing',
} as const;

describe('withdrawWords', () => {
  it('says what is gone and what stays before the button that does it', () => {
    const words = withdrawWords(base);
    expect(words).toMatchObject({ open: 'Withdraw this pre-save', left: null });
    expect(words.gone).toMatch(/^The permission, the code .* Nothing will be saved\.$/);
    expect(words.stays).toMatch(/count adds up/);
  });

  it('promises no destroyed permission where none is held', () => {
    const words = withdrawWords({ ...base, state: 'saved', holds: false, left: 'there' });
    expect(words.gone).toMatch(/^The code by which/);
    expect(words.gone + words.button).not.toMatch(/permission|Nothing will be saved/);
    expect(words.left).toMatch(/stays in your Spotify library/);
  });

  it('withdraws what still waits although its permission is gone', () => {
    const words = withdrawWords({ ...base, state: 'needs_reconnect', holds: false });
    expect([words.open, words.button]).toEqual(['Withdraw this pre-save', 'Withdraw and erase']);
    expect(words.gone).toMatch(/Nothing will be saved\.$/);
  });
});
