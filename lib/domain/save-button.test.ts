import { expect, it } from 'vitest';
import { onPass, reconnectButton, renewButton } from './save-button';

const PAGE = 'https://upbeat.example/night-drive';

it('a pass asks by a form, and where a service’s own script has to ask, it leads to the release’s page', () => {
  const spotify = renewButton('spotify', '22 May');
  expect(onPass(spotify, PAGE)).toBe(spotify);
  expect(spotify).toMatchObject({
    label: 'Renew the permission',
    promise: 'Spotify asks you again; then it is kept until 22 May at the latest',
  });
  expect(onPass(reconnectButton('appleMusic'), PAGE)).toMatchObject({
    promise: 'The same one permission, anew, from the release page',
    action: { mode: 'opens', href: `${PAGE}?go=appleMusic` },
  });
});
