import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { DSP_NAMES, isDsp } from '@/lib/domain/dsp';
import { listWords } from '@/lib/domain/list-words';
import { CopyLink } from './copy-link';
import type { InAppHelpProps } from './in-app-help';
import { INSIDE_EVENT, type InsideDetail } from './in-app-inside';
import { inAppMenu } from './in-app-menus';
import { InAppPicture } from './in-app-picture';
import './in-app-sheet.css';

/** What the page asked for the last time it found itself still inside; null while nothing is on show. */
function useInside() {
  const [inside, setInside] = useState<InsideDetail | null>(null);
  useEffect(() => {
    const show = (event: Event) => {
      // A web view too old for dialogs gets the notice instead.
      if (!('HTMLDialogElement' in window)) return;
      event.preventDefault();
      setInside((event as CustomEvent<InsideDetail>).detail);
    };
    document.addEventListener(INSIDE_EVENT, show);
    return () => document.removeEventListener(INSIDE_EVENT, show);
  }, []);
  return [inside, () => setInside(null)] as const;
}

/** How to get out of an app's browser by hand: its menu in a picture and in words, the link to take along, and what works inside. */
export default function InAppSheet(props: InAppHelpProps) {
  const [inside, closed] = useInside();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  useEffect(() => {
    if (!inside) return;
    dialog.current?.showModal();
    heading.current?.focus();
  }, [inside]);

  if (!inside) return null;
  // Not by taking it away: closing gives the focus back to where it was.
  const close = () => dialog.current?.close();
  const service = isDsp(inside.go) ? DSP_NAMES[inside.go] : null;
  // At the end of the page: the block it belongs to is hidden at the release moment, and an open dialog must not be hidden with it.
  return createPortal(
    <dialog
      ref={dialog}
      className="in-app-sheet"
      aria-labelledby={headingId}
      onClose={closed}
      closedby="any"
      data-app={inside.app}
    >
      <h2 ref={heading} id={headingId} tabIndex={-1}>
        {service ? `${service} needs your own browser` : 'Open this in your own browser'}
      </h2>
      <p>
        You are still in {inside.name ?? 'another app'}
        {service && `, and ${service} lets nobody sign in there`}.
      </p>
      <ByHand inside={inside} />
      <CopyLink key={inside.address} address={inside.address} />
      <Instead {...props} close={close} />
      <button type="button" className="in-app-stay" onClick={close}>
        Stay here
      </button>
    </dialog>,
    document.body,
  );
}

function ByHand({ inside: { app, name, android, out, blank } }: { inside: InsideDetail }) {
  const menu = inAppMenu(app, android);
  return (
    <>
      <InAppPicture menu={menu} name={name ?? ''} />
      <ol>
        <li>
          {menu.sign
            ? 'Tap the three dots at the top right.'
            : 'Look for three dots or an arrow at the top or the bottom of the screen.'}
        </li>
        <li>Choose “{menu.words}”, or whatever comes closest.</li>
      </ol>
      {out && (
        <p>
          Or{' '}
          <a href={out} target={blank ? '_blank' : undefined} rel="noreferrer">
            try the direct way again
          </a>
          . If {name ?? 'the app'} asks, let it open your browser.
        </p>
      )}
    </>
  );
}

/** What a fan can do who does not want to leave. */
function Instead({ title, others, remindId, close }: InAppHelpProps & { close: () => void }) {
  const openReminder = () => {
    document.querySelector(`details#${remindId}`)?.setAttribute('open', '');
    close();
  };
  if (!others.length && !remindId) return null;
  return (
    <p className="in-app-instead">
      {others.length > 0 &&
        `${listWords(others)} work${others.length > 1 ? '' : 's'} in here too, once you have signed in again. `}
      {remindId && (
        <a href={`#${remindId}`} onClick={openReminder}>
          Have your calendar remind you of <bdi>{title}</bdi>
        </a>
      )}
    </p>
  );
}
