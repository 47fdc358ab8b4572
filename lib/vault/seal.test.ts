import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, seal } from './seal';

const older = { id: 'k1', key: randomBytes(32) };
const newer = { id: 'k2', key: randomBytes(32) };
const context = { table: 'grants', id: 'a', dsp: 'spotify' } as const;

describe('seal', () => {
  it('opens what it sealed, and never seals the same way twice', () => {
    const first = seal([older], context, 'refresh-token ✓');
    const second = seal([older], context, 'refresh-token ✓');
    expect(first.equals(second)).toBe(false);
    expect(first.toString('latin1')).not.toContain('refresh-token');
    expect(open([older], context, first)).toEqual({ kind: 'opened', text: 'refresh-token ✓' });
  });

  it('opens with an older key of the ring after a rotation, and not once that key has gone', () => {
    const sealed = seal([older], context, 'x');
    expect(open([newer, older], context, sealed).kind).toBe('opened');
    expect(open([newer], context, sealed)).toEqual({ kind: 'unreadable', reason: 'unknown_key' });
  });

  it('refuses a ciphertext moved to another row or DSP', () => {
    const sealed = seal([older], context, 'x');
    expect(open([older], { ...context, id: 'b' }, sealed)).toEqual({ kind: 'unreadable', reason: 'tampered' });
    expect(open([older], { ...context, dsp: 'deezer' }, sealed)).toEqual({ kind: 'unreadable', reason: 'tampered' });
  });

  it('refuses every single flipped bit and every truncation', () => {
    const sealed = seal([older], context, 'token');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(open([older], context, flipped).kind, `bit ${bit}`).toBe('unreadable');
    }
    for (let length = 0; length < sealed.length; length++)
      expect(open([older], context, sealed.subarray(0, length)).kind, `length ${length}`).toBe('unreadable');
  });

  it('says what is wrong: no envelope of ours, or one that was tampered with', () => {
    const sealed = seal([older], context, 'token');
    const otherVersion = Buffer.concat([Buffer.from([2]), sealed.subarray(1)]);
    expect(open([older], context, otherVersion)).toEqual({ kind: 'unreadable', reason: 'malformed' });
    expect(open([older], context, sealed.subarray(0, 20))).toEqual({ kind: 'unreadable', reason: 'malformed' });
    expect(open([older], context, sealed.subarray(0, -1))).toEqual({ kind: 'unreadable', reason: 'tampered' });
  });

  it('tells a permission and the access fetched with it apart, also where there is no text', () => {
    const access = { ...context, part: 'access' } as const;
    expect(open([older], access, seal([older], access, ''))).toEqual({ kind: 'opened', text: '' });
    expect(open([older], context, seal([older], access, 'x')).kind).toBe('unreadable');
    expect(open([older], access, seal([older], context, 'x')).kind).toBe('unreadable');
  });

  it('opens what earlier releases sealed', () => {
    const ring = [{ id: 'k1', key: Buffer.alloc(32, 7) }];
    const kept = 'AQJrMU3esVuAdN3wnnVAoRg1seceAqRvWGYTYvqrImRBqRwf27lgvw8+LASy';
    const keptAccess = 'AQJrMduU8AlIaVakGHeI6KV8++1d+yNwT5qQzUQG3YSLdP5x8iV6sbeXZIcL';
    const opened = { kind: 'opened', text: 'refresh-token' };
    expect(open(ring, context, Buffer.from(kept, 'base64'))).toEqual(opened);
    expect(open(ring, { ...context, part: 'access' }, Buffer.from(keptAccess, 'base64'))).toEqual(opened);
  });

  it('refuses to seal without a key', () => {
    expect(() => seal([], context, 'x')).toThrow('the key ring is empty');
  });
});
