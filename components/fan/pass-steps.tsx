import type { PassStep } from './pass-view';

const SPOKEN: Record<PassStep['state'], string> = {
  done: 'Done',
  aside: 'Noted',
  now: 'Next',
  ahead: 'To come',
  stopped: 'Stopped here',
};

/** The ticket's timeline. Each step's state is said in words too, for those who cannot see the dots. */
export function PassSteps({ story }: { story: readonly PassStep[] }) {
  return (
    <ol className="steps">
      {story.map(({ what, how, when, iso, state }, i) => (
        <li key={`${i} ${what}`} data-step={state}>
          <span className="step-what">{what}</span>
          {when && (
            <span className="step-when">
              {how} {iso ? <time dateTime={iso}>{when}</time> : when}
            </span>
          )}
          <span className="sr-only">{SPOKEN[state]}</span>
        </li>
      ))}
    </ol>
  );
}
