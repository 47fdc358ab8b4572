import { describe, expect, it } from 'vitest';
import { newIntent, readIntent, signIntent } from './intent';
import { INTENT_SECONDS } from './signed';
import { newTrialIntent, readTrialIntent, signTrialIntent } from './trial-intent';

const secret = 'a secret of more than thirty-two characters';
const wish = {
  campaignId: 'f1b6c7de-7f52-4d0f-9e5f-0e1a3b3c4d5e',
  slug: 'night-drive',
  dsp: 'spotify',
  zone: 'Asia/Kathmandu',
  channel: null,
} as const;

describe('the intent cookie', () => {
  it('comes back as it was signed, and never with the same nonce', () => {
    const intent = newIntent(wish, 1_000);
    expect(readIntent(secret, signIntent(secret, intent), 2_000)).toEqual({ kind: 'intent', intent });
    expect(newIntent(wish, 1_000).nonce).not.toBe(intent.nonce);
  });

  it('expires with the sign-in it belongs to, and still says for which campaign it was', () => {
    const intent = newIntent(wish, 0);
    expect(readIntent(secret, signIntent(secret, intent), INTENT_SECONDS * 1000)).toEqual({ kind: 'expired', intent });
  });

  it('is nothing when it was signed by someone else, altered, or cut', () => {
    const value = signIntent(secret, newIntent(wish, 0));
    const [payload = '', signed = ''] = value.split('.');
    const other = Buffer.from(JSON.stringify({ ...newIntent(wish, 0), dsp: 'deezer' })).toString('base64url');
    for (const bad of [
      signIntent('another secret of more than thirty-two', newIntent(wish, 0)),
      `${other}.${signed}`,
      payload,
      `${payload}.`,
      `${value}.x`,
      '',
      undefined,
    ])
      expect(readIntent(secret, bad, 0)).toEqual({ kind: 'none' });
  });
});

describe('a trial’s intent', () => {
  const own = { slug: 'glass-harbour', dsp: 'spotify', uri: 'spotify:album:x', market: 'GB' } as const;
  const trial = newTrialIntent(own, 0);

  it('comes back while it is good, and says when it is over', () => {
    const read = (now: number) => readTrialIntent(secret, signTrialIntent(secret, trial), now);
    expect(read(0)).toEqual({ ...trial, isOver: false });
    expect(read(INTENT_SECONDS * 1000)).toMatchObject({ isOver: true });
    expect(readTrialIntent('another secret, as long as ours', signTrialIntent(secret, trial), 0)).toBeNull();
  });

  it('is never taken for a fan’s, nor a fan’s for it', () => {
    expect(readIntent(secret, signTrialIntent(secret, trial), 0)).toEqual({ kind: 'none' });
    const fan = newIntent({ campaignId: crypto.randomUUID(), slug: 's', dsp: 'spotify', zone: null, channel: null }, 0);
    expect(readTrialIntent(secret, signIntent(secret, fan), 0)).toBeNull();
  });
});
