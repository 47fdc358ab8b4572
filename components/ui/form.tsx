'use client';

import {
  createContext,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useRef,
  type FormEvent,
  type ReactNode,
} from 'react';
import { IDLE, refused, type FormAction, type FormAnswer } from './form-answer';
import { Status } from './status';
import { say } from './toast';

type FormState = { answer: FormAnswer; pending: boolean };

const Context = createContext<FormState>({ answer: IDLE, pending: false });

/** The form a field or a button stands in: what was answered last, and whether an answer is on its way. */
export function useForm(): FormState {
  return useContext(Context);
}

const UNHEARD = 'That did not reach us, so nothing was changed. Check your connection, then send it again.';
const STALE = 'Upbeat was updated while this page was open. Copy what you typed, load the page again, then send it.';

/** Next's own signals (a redirect, a page that is not there) are thrown and must pass. */
function isSignal(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}

type FormProps = {
  action: FormAction;
  children: ReactNode;
  className?: string;
  /** for the form alone where it stands without a heading */
  label?: string;
  /** empties the form once it is done */
  clears?: boolean;
  /** once it is done, closes the dialog it stands in and says so at the foot of the screen: the row may be gone by then */
  leaves?: boolean;
  onDone?: (message: string) => void;
};

/**
 * A form whose action answers with a sentence. Nothing typed is lost: not when the action refuses, not when the connection drops,
 * not when the session has ended. What is wrong stands beside its field, and the first such field gets the focus.
 */
export function Form({ action, children, className, label, clears = false, leaves = false, onDone }: FormProps) {
  const element = useRef<HTMLFormElement>(null);
  const [answer, send, pending] = useActionState(async (before: FormAnswer, data: FormData) => {
    try {
      const given = await action(before, data);
      if (given.kind === 'done' && leaves) say(given.message);
      return given;
    } catch (error) {
      if (isSignal(error)) throw error;
      const stale = error instanceof Error && error.name === 'UnrecognizedActionError';
      return refused(before, data, stale ? STALE : UNHEARD);
    }
  }, IDLE);

  useEffect(() => {
    if (answer.kind === 'refused') element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    if (answer.kind !== 'done') return;
    if (clears) element.current?.reset();
    if (leaves) element.current?.closest('dialog')?.close();
    onDone?.(answer.message);
    // once for each answer, whatever the page around it does
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);

  // React would empty the form after an action of its own; this way it only sends.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  };

  return (
    <form ref={element} action={send} onSubmit={submit} className={className} aria-label={label} noValidate>
      <Context value={{ answer, pending }}>
        {children}
        <FormStatus answer={leaves && answer.kind === 'done' ? IDLE : answer} />
      </Context>
    </form>
  );
}

/** The sentence of the last answer. It is there from the start, empty, because a screen reader only hears what changes in it. */
function FormStatus({ answer }: { answer: FormAnswer }) {
  const words = answer.kind === 'idle' ? null : answer;
  return (
    <div role="status" className="empty:hidden">
      {words && (
        <Status key={words.n} tone={words.kind === 'done' ? 'good' : 'bad'}>
          {words.message}
        </Status>
      )}
    </div>
  );
}
