'use client';

import { Door } from '@/components/artist/door';
import { Button } from '@/components/ui/button';

/** When not even the frame could be made: the session cannot be asked for while the database is away. */
export default function DeskError({ reset }: { reset: () => void }) {
  return (
    <Door title="Just a moment">
      <p>Something on our side does not answer. You are still signed in, and fans’ pages go on without it.</p>
      <Button onClick={reset}>Try again</Button>
    </Door>
  );
}
