'use client';

import { useEffect, useState } from 'react';

/** Copies the pass's address. Enhancement only: it appears once script runs, and the address stands beside it to be selected. */
export function CopyAddress({ address }: { address: string }) {
  const [state, setState] = useState<'off' | 'ready' | 'copied'>('off');
  useEffect(() => setState('clipboard' in navigator ? 'ready' : 'off'), []);

  const copy = () => {
    // Some in-app browsers refuse; the address stays selectable, so there is nothing to report.
    navigator.clipboard.writeText(address).then(
      () => setState('copied'),
      () => setState('off'),
    );
  };

  return (
    <span role="status">
      <button type="button" className="copy" onClick={copy} data-on={state !== 'off'} disabled={state === 'off'}>
        {state === 'copied' ? 'Copied' : 'Copy'}
      </button>
    </span>
  );
}
