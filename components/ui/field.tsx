'use client';

import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { useForm } from './form';
import './field.css';

type Said = { id: string; errorId: string; hintId: string; error: string | undefined; typed: string | undefined };

/** What the form has answered about the field with this name. */
function useField(name: string): Said {
  const id = useId();
  const { answer } = useForm();
  const refused = answer.kind === 'refused' ? answer : null;
  return {
    id,
    errorId: `${id}-error`,
    hintId: `${id}-hint`,
    error: refused?.fields[name],
    typed: refused?.typed[name],
  };
}

const describedBy = ({ error, errorId, hintId }: Said, hint: ReactNode) =>
  [error && errorId, hint && hintId].filter(Boolean).join(' ') || undefined;

type FrameProps = { said: Said; label: string; hint?: ReactNode; children: ReactNode };

/** Label, field, then what is wrong with it or what helps: in this order for eyes and ears. */
function FieldFrame({ said, label, hint, children }: FrameProps) {
  return (
    <div className="field">
      <label htmlFor={said.id} className="field-label">
        {label}
      </label>
      {children}
      {said.error && (
        <p id={said.errorId} className="field-error">
          {said.error}
        </p>
      )}
      {hint && (
        <p id={said.hintId} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'> & {
  name: string;
  label: string;
  hint?: ReactNode;
};

/** One line of text. Takes its error and what was typed from the `Form` around it. */
export function TextField({ name, label, hint, defaultValue, ...rest }: TextFieldProps) {
  const said = useField(name);
  return (
    <FieldFrame said={said} label={label} hint={hint}>
      <input
        dir="auto"
        {...rest}
        id={said.id}
        name={name}
        className="input"
        defaultValue={said.typed ?? defaultValue}
        aria-invalid={said.error ? true : undefined}
        aria-describedby={describedBy(said, hint)}
      />
    </FieldFrame>
  );
}

type AreaFieldProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'> & {
  name: string;
  label: string;
  hint?: ReactNode;
};

/** Several lines of text; it grows with what is in it. */
export function AreaField({ name, label, hint, defaultValue, ...rest }: AreaFieldProps) {
  const said = useField(name);
  return (
    <FieldFrame said={said} label={label} hint={hint}>
      <textarea
        dir="auto"
        rows={3}
        {...rest}
        id={said.id}
        name={name}
        className="input area"
        defaultValue={said.typed ?? defaultValue}
        aria-invalid={said.error ? true : undefined}
        aria-describedby={describedBy(said, hint)}
      />
    </FieldFrame>
  );
}

/** What is wrong with something that is no single field, such as a group of boxes. */
export function GroupError({ name }: { name: string }) {
  const { error, errorId } = useField(name);
  return error ? (
    <p id={errorId} className="field-error" tabIndex={-1} aria-invalid="true">
      {error}
    </p>
  ) : null;
}

type SelectFieldProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id' | 'children'> & {
  name: string;
  label: string;
  hint?: ReactNode;
  options: readonly { value: string; label: string }[];
};

/** One of a few. The browser's own list, because it is the one a phone knows best. */
export function SelectField({ name, label, hint, options, defaultValue, ...rest }: SelectFieldProps) {
  const said = useField(name);
  const value = said.typed ?? defaultValue;
  return (
    <FieldFrame said={said} label={label} hint={hint}>
      <select
        {...rest}
        // a list that has been shown does not hear of another default
        key={String(value)}
        id={said.id}
        name={name}
        className="input"
        defaultValue={value}
        aria-invalid={said.error ? true : undefined}
        aria-describedby={describedBy(said, hint)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
