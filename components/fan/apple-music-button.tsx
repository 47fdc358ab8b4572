'use client';

import { lazy, Suspense } from 'react';
import type { AppleMusicAskProps } from './apple-music-ask';

// Without it the form stays as the server drew it: an import that fails would take the whole page down.
const AppleMusicAsk = lazy(() => import('./apple-music-ask').catch(() => new Promise<never>(() => undefined)));

/** The Apple Music button, in a file of its own: pages without it load none of it. */
export function AppleMusicButton(props: AppleMusicAskProps) {
  return (
    <Suspense>
      <AppleMusicAsk {...props} />
    </Suspense>
  );
}
