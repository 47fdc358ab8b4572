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

/** The button that asks a fan for the one permission, for a release still to come. */
export function saveButton({ dsp }: ServiceLinks, { deployment, release }: Situation): ServiceButton {
  const name = DSP_NAMES[dsp];
  const action = savesAction(dsp);
  const promise =
    action.mode === 'adds'
      ? `Adds it to your library, now or on ${shortDate(release)}`
      : `${saveWords(dsp).promise} on ${shortDate(release)}`;
  const listed = deployment.savers[dsp] === 'everyone' ? '' : `, for listeners on ${name}’s test list`;
  return { dsp, name, label: `Pre-save on ${name}`, promise: promise + listed, action };
}
