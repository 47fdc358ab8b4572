'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** When a screen could not be made, most likely because the database is away. The frame stays, and what is stored is safe. */
export default function ScreenError({ reset }: { reset: () => void }) {
  return (
    <>
      <h1 className="sr-only">Not loaded</h1>
      <EmptyState
        title="That did not load"
        about={
          <p>
            Something on our side does not answer just now. Nothing is lost: fans’ pages and pre-saves do not depend on
            this screen.
          </p>
        }
      >
        <Button onClick={reset}>Try again</Button>
      </EmptyState>
    </>
  );
}
