import { useRef, useState } from 'react';

/** A link to take along: one tap copies it, and where a browser forbids that, the address stands there to be pressed and held. */
export function CopyLink({ address }: { address: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'ready' | 'copied' | 'by-hand'>('ready');

  /** Web views that lack the clipboard often have the old way, which copies what is selected. */
  const copySelected = () => {
    field.current?.select();
    return document.execCommand('copy');
  };
  const copy = async () => {
    const copied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    setState(copied || copySelected() ? 'copied' : 'by-hand');
  };

  return (
    <div className="copy-link">
      <input ref={field} type="text" aria-label="The link" readOnly value={address} dir="ltr" />
      <button type="button" onClick={() => void copy()} data-state={state}>
        {state === 'copied' ? 'Copied' : 'Copy the link'}
      </button>
      <p role="status">{WORDS[state]}</p>
    </div>
  );
}

const WORDS = {
  ready: '',
  copied: 'Now paste it into your own browser.',
  'by-hand': 'Not allowed here: press and hold the address.',
};
