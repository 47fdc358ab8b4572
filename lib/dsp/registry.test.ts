import { expect, it } from 'vitest';
import { DSPS } from '../domain/dsp';
import type { DspSettings } from '../env';
import { identify, savingDsps } from './registry';

const base = 'http://127.0.0.1:1';
const client = { clientId: 'app', clientSecret: 's', apiUrl: base };
const NONE: DspSettings = {
  spotify: null,
  appleMusic: null,
  deezer: null,
  soundcloud: null,
  tidal: null,
  youtubeMusic: null,
};
const now = () => 0;

it('has the services this deployment has credentials for, under their own names', () => {
  const all: DspSettings = {
    spotify: { ...client, tier: 'extended', accountsUrl: base, rate: undefined },
    appleMusic: { teamId: 'app', keyId: 'KEY', privateKey: '', apiUrl: base, musicKitUrl: base },
    deezer: { ...client, connectUrl: base },
    tidal: { ...client, loginUrl: base, authUrl: base },
    soundcloud: { ...client, authUrl: base },
    youtubeMusic: { ...client, tier: 'testing', units: undefined, apiKey: 'k', authUrl: base, tokenUrl: base },
  };
  const dsps = savingDsps(all, now);
  expect([...dsps].map(([name, dsp]) => [name, dsp.dsp, dsp.clientId])).toEqual(
    DSPS.filter(name => name in all).map(name => [name, name, 'app']),
  );
  expect(savingDsps(NONE, now).size).toBe(0);
});

it('refuses to identify anybody on a service without credentials', async () => {
  const answer = await identify(NONE, 'spotify', { token: 't', expiresAt: 1 }, now);
  expect(answer).toMatchObject({ kind: 'refused' });
});
