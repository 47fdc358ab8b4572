'use client';

import type { ButtonHTMLAttributes } from 'react';
import { useForm } from './form';
import './button.css';

/** `main`: the one thing this screen is for, once a screen. `plain`: the rest. `quiet`: beside each row. `bad`: takes away. */
export type ButtonLook = 'main' | 'plain' | 'quiet' | 'bad';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook;
  /** what it says while its form is being answered */
  busy?: string;
};

/** A button. In a `Form` it waits for the answer: it keeps its place and its focus, and says what is under way. */
export function Button({ look = 'plain', type = 'button', busy, children, onClick, ...rest }: ButtonProps) {
  const { pending } = useForm();
  const waits = pending && type === 'submit';
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-look={look}
      aria-disabled={waits || undefined}
      onClick={waits ? event => event.preventDefault() : onClick}
    >
      {waits && busy ? busy : children}
    </button>
  );
}
