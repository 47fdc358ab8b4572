import type { PassView } from './pass-view';
import { withdrawWords } from './withdraw-words';

/** The way out, in two taps and without a script: the first says what will be gone and what stays, the second does it. */
export function Withdraw({ pass }: { pass: PassView }) {
  const words = withdrawWords(pass);
  return (
    <details className="withdraw">
      <summary>{words.open}</summary>
      <div className="withdraw-panel">
        <dl>
          <dt>Gone for good</dt>
          <dd>{words.gone}</dd>
          <dt>What stays</dt>
          <dd>{words.stays}</dd>
          {words.left && (
            <>
              <dt>On {pass.serviceName}</dt>
              <dd>{words.left}</dd>
            </>
          )}
        </dl>
        <form method="post" action={pass.withdrawAction}>
          <input type="hidden" name="token" value={pass.token} />
          <button type="submit" className="withdraw-button">
            {words.button}
          </button>
        </form>
      </div>
    </details>
  );
}
