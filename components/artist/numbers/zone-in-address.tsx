'use client';

import { useEffect } from 'react';
import { useZone } from '@/components/artist/day/use-clock';
import { useQuery } from '@/components/ui/way';

/** Has the server make the screen by the reader's own clock: it knows the zone only from the address. */
export function ZoneInAddress() {
  const zone = useZone();
  const setQuery = useQuery();
  useEffect(() => {
    if (zone) setQuery('zone', zone);
  }, [zone, setQuery]);
  return null;
}
