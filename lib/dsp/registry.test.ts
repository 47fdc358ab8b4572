import { expect, it } from 'vitest';
import { identify, savingDsps } from './registry';

const spotify = { accountsUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1', clientId: 'app', clientSecret: 's' };

it('has the services this deployment has credentials for, under their own names', () => {
  const dsps = savingDsps({ spotify: { ...spotify, now: () => 0 } });
  expect([...dsps].map(([name, dsp]) => [name, dsp.dsp, dsp.clientId])).toEqual([['spotify', 'spotify', 'app']]);
  expect(savingDsps({ spotify: null }).size).toBe(0);
});

it('refuses to identify anybody on a service without credentials', async () => {
  const answer = await identify({ spotify: null }, 'spotify', { token: 't', expiresAt: 1 });
  expect(answer).toMatchObject({ kind: 'refused' });
});
