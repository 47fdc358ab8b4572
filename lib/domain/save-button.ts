import { CAPABILITIES } from './capability';
import { DSP_NAMES, type Dsp } from './dsp';
import type { ServiceAction, ServiceButton } from './fan-page';
import { shortDate } from './release-words';
import { saveWords } from './save-words';
import type { ServiceLinks, Situation } from './saving';

function savesAction(dsp: Dsp): ServiceAction {
  const post = `/api/presave/${dsp}`;
  return CAPABILITIES[dsp].permission === 'musickit'
    ? { mode: 'adds', post }
    : { mode: 'saves', post, when: 'at-release' };
}

/** The button that asks a fan for the same permission once more. */
export function reconnectButton(dsp: Dsp): ServiceButton {
  const name = DSP_NAMES[dsp];
  return { dsp, name, label: `Reconnect ${name}`, promise: 'The same one permission, anew', action: savesAction(dsp) };
}

/** The same while the permission is still good; `until` is the day to which the new one would be kept at the latest. */
export function renewButton(dsp: Dsp, until: string): ServiceButton {
  const name = DSP_NAMES[dsp];
  const promise = `${name} asks you again; then it is kept until ${until} at the latest`;
  return { ...reconnectButton(dsp), label: 'Renew the permission', promise };
}

/**
 * A button as a pass can show it. Where a service asks by a script of its own, it has to be on the release's page (`pageUrl`): that
 * script hands the address it runs on to the service (MusicKit's `referrer`), and a pass's address is a secret. `?go=` has the
 * page mark the service (in-app-script.ts).
 */
export function onPass(button: ServiceButton, pageUrl: string): ServiceButton {
  if (button.action.mode !== 'adds') return button;
  return {
    ...button,
    promise: `${button.promise}, from the release page`,
    action: { mode: 'opens', href: `${pageUrl}?go=${button.dsp}` },
  };
}

/**
 * The button that asks a fan for the one permission, for a release still to come. It says so where the service has none that is as
 * small as the save.
 */
export function saveButton({ dsp }: ServiceLinks, { deployment, release }: Situation): ServiceButton {
  const name = DSP_NAMES[dsp];
  const action = savesAction(dsp);
  const promise =
    action.mode === 'adds'
      ? `Adds it to your library, now or on ${shortDate(release)}`
      : `${saveWords(dsp).promise} on ${shortDate(release)}`;
  const wider = saveWords(dsp).wider ? '; its permission allows more' : '';
  const listed = deployment.savers[dsp] === 'everyone' ? '' : `, for listeners on ${name}’s test list`;
  return { dsp, name, label: `Pre-save on ${name}`, promise: promise + listed + wider, action };
}
