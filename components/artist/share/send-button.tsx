'use client';

import { useSyncExternalStore } from 'react';
import { Button, type ButtonLook } from '@/components/ui/button';

type SendButtonProps = {
  share: { title: string; text?: string; url?: string };
  label: string;
  look?: ButtonLook;
  full?: string;
};

const never = () => () => undefined;

/** Hands a link over to the phone's own list of apps. Where there is none there is no button: copying does it. */
export function SendButton({ share, label, look = 'plain', full }: SendButtonProps) {
  const can = useSyncExternalStore(
    never,
    () => 'share' in navigator,
    () => false,
  );
  if (!can) return null;
  return (
    // closing the list again is an error to the browser, and nothing to us
    <Button look={look} aria-label={full} onClick={() => void navigator.share(share).catch(() => undefined)}>
      {label}
    </Button>
  );
}
