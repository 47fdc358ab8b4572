import type { PassState, PassView } from './pass-view';

type StepState = 'done' | 'now' | 'ahead' | 'off';
type Step = { what: string; when: string | null; iso?: string | null; state: StepState | null | undefined };

/** How far each state has come: permission, release, library, destroyed. `null`: this step no longer matters to the fan. */
const PROGRESS: Record<PassState, (StepState | null)[]> = {
  held: ['done', 'now', 'ahead', 'ahead'],
  saving: ['done', 'done', 'now', 'ahead'],
  accepted: ['done', 'done', 'now', 'ahead'],
  saved: ['done', 'done', 'done', 'done'],
  needs_reconnect: ['off', null, 'ahead', null],
  refused: ['done', 'done', 'off', 'done'],
  withdrawn: ['done', null, 'off', 'done'],
  expired: ['done', null, 'off', 'done'],
};

/** A permission that is gone stands between the fan and the library, whatever the state is called. */
function progressOf({ state, need, out }: PassView): (StepState | null)[] {
  const gone = need.kind === 'lost' || need.kind === 'ran_out';
  return gone ? ['off', out ? 'done' : 'ahead', 'ahead', null] : PROGRESS[state];
}

const SPOKEN: Record<StepState, string> = { done: 'Done', now: 'Next', ahead: 'To come', off: 'Not done' };

/** The ticket's timeline. Each step's state is said in words too, for those who cannot see the dots. */
export function PassSteps({ pass }: { pass: PassView }) {
  const [given, out, saved, destroyed] = progressOf(pass);
  const steps: Step[] = [
    { what: 'You gave one permission', when: null, state: given },
    { what: 'The release comes out', when: pass.momentWords, iso: pass.momentIso, state: out },
    { what: `It is in ${pass.home}`, when: pass.savedWords, state: saved },
    { what: 'The permission is destroyed', when: null, state: destroyed },
  ];
  return (
    <ol className="steps">
      {steps.flatMap(step => {
        if (!step.state) return [];
        return (
          <li key={step.what} data-step={step.state}>
            <span className="step-what">{step.what}</span>
            {step.when &&
              (step.iso ? (
                <time dateTime={step.iso}>{step.when}</time>
              ) : (
                <span className="step-when">{step.when}</span>
              ))}
            <span className="sr-only">{SPOKEN[step.state]}</span>
          </li>
        );
      })}
    </ol>
  );
}
