'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';

/** The first step: a link or a code fills the rest in. */
export function StartForm({ action }: { action: FormAction }) {
  const zone = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return (
    <div className="grid max-w-[40rem] gap-6">
      <Form action={action} className="grid gap-3">
        <input ref={zone} type="hidden" name="zone" defaultValue="" />
        <TextField
          name="text"
          label="Link, UPC or ISRC"
          placeholder="https://open.spotify.com/album/…"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          hint="From Spotify, Apple Music, Deezer or TIDAL, or the code from your distributor. Artist, title, date, cover and the other services are filled in from the services’ own catalogues. By looking it up you say that its cover may be used here."
        />
        <div>
          <Button type="submit" look="main" busy="Asking the catalogues; ten seconds at most …">
            Look it up
          </Button>
        </div>
      </Form>
      <Form action={action} className="grid gap-2" label="Without a link">
        <input type="hidden" name="text" value="" />
        <input type="hidden" name="blank" value="yes" />
        <p className="text-muted">No link and no code yet?</p>
        <div>
          <Button type="submit" busy="One moment …">
            Type it in by hand
          </Button>
        </div>
      </Form>
    </div>
  );
}
