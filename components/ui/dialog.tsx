'use client';

import { useId, useRef, type ReactNode } from 'react';
import { Button, type ButtonLook } from './button';
import './dialog.css';

type DialogProps = {
  /** the button that opens it */
  opener: { label: string; look?: ButtonLook; /** where the label alone says too little */ full?: string };
  title: string;
  children: ReactNode;
  /** what leaves everything as it is */
  stay: string;
};

/** A question in a window of its own: the browser's, so that focus, Escape and what lies behind it are right. */
export function Dialog({ opener, title, children, stay }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <Button look={opener.look ?? 'plain'} aria-label={opener.full} onClick={() => element.current?.showModal()}>
        {opener.label}
      </Button>
      <dialog ref={element} className="dialog" aria-labelledby={id}>
        <h2 id={id} className="dialog-title">
          {title}
        </h2>
        {children}
        <form method="dialog" className="dialog-stay">
          <Button type="submit">{stay}</Button>
        </form>
      </dialog>
    </>
  );
}
