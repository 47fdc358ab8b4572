'use client';

import { useState } from 'react';
import { Button, type ButtonLook } from '@/components/ui/button';
import { say } from '@/components/ui/toast';

type CopyButtonProps = {
  text: string;
  label: string;
  look?: ButtonLook;
  /** where the label alone says too little */ full?: string;
};

const SHUT = 'This browser does not let pages copy. Hold or select the text, and copy it yourself.';

/** Copies a text, and says that it has. Both words share one place, so that nothing moves. */
export function CopyButton({ text, label, look = 'plain', full }: CopyButtonProps) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      say('Copied.');
    } catch {
      say(SHUT);
    }
  };
  const isCopied = copied === text;
  return (
    <Button look={look} aria-label={full} onClick={() => void copy()}>
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${isCopied ? 'invisible' : ''}`}>{label}</span>
        <span aria-hidden="true" className={`col-start-1 row-start-1 ${isCopied ? '' : 'invisible'}`}>
          Copied
        </span>
      </span>
    </Button>
  );
}
