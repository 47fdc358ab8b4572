'use client';

import { lazy, Suspense, useEffect, useState } from 'react';

const InAppSheet = lazy(() => import('./in-app-sheet'));

export type InAppHelpProps = {
  title: string;
  /** services whose sign-in works in an app's browser too */ others: string[];
  /** the id of the reminder, where the page has one */ remindId: string | null;
};

/** Fetches the sheet that shows the way out of an app's browser, and only there: everybody else's page loads nothing more. */
export function InAppHelp(props: InAppHelpProps) {
  const [inside, setInside] = useState(false);
  useEffect(() => setInside('inApp' in document.documentElement.dataset), []);
  return (
    inside && (
      <Suspense>
        <InAppSheet {...props} />
      </Suspense>
    )
  );
}
