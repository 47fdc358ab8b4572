'use client';

import { useRouter } from 'next/navigation';
import { Countdown } from '@/components/fan/countdown';
import type { ZoneMoments } from '@/lib/domain/fan-page';

/** The countdown, which has the page fetched anew when it reaches the fan's own moment: the flip without a reload. */
export function Flip({ moments, label }: { moments: ZoneMoments; label: string }) {
  const router = useRouter();
  return <Countdown moments={moments} label={label} onOut={() => router.refresh()} />;
}
