import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { readFields, type DraftFields } from '@/lib/domain/draft-fields';
import type { Beside, KeepAction, KeepAnswer } from './draft-answers';
import { isOneOf } from './unanswered';

/** What the foot of the form says of what was typed. */
export type DraftState =
  | { kind: 'kept' | 'waiting' | 'sending' | 'offline' | 'restored' }
  | { kind: 'shut'; why: 'gone' | 'signed_out' | 'role'; message: string }
  | { kind: 'overtaken'; by: string; id: string; revision: number; fields: DraftFields; differ: string[] };

const PAUSE_MS = 700;
const AGAIN_MS = 5_000;

/** `unanswered`: what was sent and may have been kept, because no answer came. */
type Local = { revision: number; fields: DraftFields; unanswered?: DraftFields[] };

/** What this browser has and the server has not: it outlives a lost connection, a sign-out and a closed tab. */
const local = {
  read(key: string): Local | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null') as Local | null;
    } catch {
      return null;
    }
  },
  write(key: string, value: Local | null): void {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {
      // a browser that keeps nothing still sends
    }
  },
};

/** The text fields of a form, by name. */
export function fieldsIn(form: HTMLFormElement): DraftFields {
  const fields: DraftFields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  return fields;
}

type Start = { key: string; id: string; campaign: string; revision: number; beside: Beside };

/** Keeps a form while it is typed: a moment after the last letter, one request at a time, again when the connection is back. */
export function useDraft(form: RefObject<HTMLFormElement | null>, start: Start, keep: KeepAction) {
  const [state, setState] = useState<DraftState>({ kind: 'kept' });
  const [kept, setKept] = useState({
    id: start.id,
    campaign: start.campaign,
    revision: start.revision,
    beside: start.beside,
  });
  const now = useRef({
    id: start.id,
    campaign: start.campaign,
    revision: start.revision,
    sending: false,
    dirty: false,
    /** the form is being made into a campaign of its own */ anew: false,
    unanswered: [] as DraftFields[],
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = useRef(() => undefined as void);
  const underWay = useRef<Promise<unknown>>(Promise.resolve());

  const hear = useCallback(
    (answer: KeepAnswer) => {
      if (answer.kind === 'done') {
        Object.assign(now.current, { id: answer.id, revision: answer.revision, unanswered: [] });
        setKept({ id: answer.id, campaign: now.current.campaign, revision: answer.revision, beside: answer.beside });
        if (!now.current.dirty) local.write(start.key, null);
        // The page of a draft that is gone would not open again.
        if (now.current.anew && !now.current.dirty) return location.assign(`/dashboard/drafts/${answer.id}`);
        return setState({ kind: now.current.dirty ? 'waiting' : 'kept' });
      }
      if (answer.why === 'overtaken' && isOneOf(now.current.unanswered, answer.fields)) {
        // Nobody else was here: an earlier one was kept, and only its answer was lost.
        Object.assign(now.current, { id: answer.id, revision: answer.revision, unanswered: [] });
        return later.current();
      }
      now.current.unanswered = [];
      setState(
        answer.why === 'overtaken'
          ? { ...answer, kind: 'overtaken' }
          : { kind: 'shut', why: answer.why, message: answer.message },
      );
    },
    [start.key],
  );

  const send = useCallback(async (): Promise<void> => {
    const at = now.current;
    if (!form.current || at.sending) return;
    Object.assign(at, { sending: true, dirty: false });
    const data = new FormData(form.current);
    const fields = readFields(fieldsIn(form.current));
    for (const [name, value] of [
      ['draft', at.id],
      ['campaign', at.campaign],
      ['revision', String(at.revision)],
    ] as const)
      data.set(name, value);
    setState({ kind: 'sending' });
    try {
      const answering = keep(data);
      underWay.current = answering.catch(() => undefined);
      const answer = await answering;
      at.sending = false;
      hear(answer);
    } catch {
      Object.assign(at, { sending: false, dirty: true, unanswered: [...at.unanswered, fields] });
      local.write(start.key, {
        revision: at.revision,
        fields: form.current ? fieldsIn(form.current) : fields,
        unanswered: at.unanswered,
      });
      setState({ kind: 'offline' });
    }
    if (at.dirty) timer.current = setTimeout(() => later.current(), AGAIN_MS);
  }, [form, hear, keep, start.key]);

  const touch = useCallback(() => {
    if (!form.current) return;
    now.current.dirty = true;
    const { revision, unanswered } = now.current;
    local.write(start.key, { revision, fields: fieldsIn(form.current), unanswered });
    setState(before => (before.kind === 'overtaken' || before.kind === 'shut' ? before : { kind: 'waiting' }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE_MS);
  }, [form, send, start.key]);

  /** Over what somebody else has changed meanwhile. */
  const keepMine = useCallback(
    (theirs: { id: string; revision: number }) => {
      Object.assign(now.current, { id: theirs.id, revision: theirs.revision });
      void send();
    },
    [send],
  );

  /** A form whose draft or campaign is gone becomes one of a new campaign. */
  const keepAnew = useCallback(() => {
    Object.assign(now.current, { id: '', campaign: '', revision: 0, anew: true });
    void send();
  }, [send]);

  useEffect(() => {
    later.current = () => void send();
    const onLine = () => now.current.dirty && void send();
    window.addEventListener('online', onLine);
    return () => {
      window.removeEventListener('online', onLine);
      clearTimeout(timer.current);
    };
  }, [send]);

  /** Waits for what is being kept, and answers which draft there is then: the whole form is sent as its next revision. */
  const rest = useCallback(async () => {
    await underWay.current;
    const { id, campaign, revision } = now.current;
    return { draft: id, campaign, revision: String(revision) };
  }, []);

  /** The whole form is being sent: what was typed until now goes with it. */
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    now.current.dirty = false;
    if (form.current) now.current.unanswered.push(readFields(fieldsIn(form.current)));
  }, [form]);

  /** It was taken, so that this browser has nothing any more that the server has not, but for what was typed since. */
  const settle = useCallback(() => {
    now.current.unanswered = [];
    if (now.current.dirty) return;
    local.write(start.key, null);
    setState({ kind: 'kept' });
  }, [start.key]);

  /** Goes on from the revision on which something was typed, however old it is. */
  const resume = useCallback(
    ({ revision, unanswered = [] }: Local) => Object.assign(now.current, { revision, unanswered }),
    [],
  );
  const lost = useCallback(() => local.read(start.key), [start.key]);
  const forget = useCallback(() => local.write(start.key, null), [start.key]);
  return { state, kept, touch, rest, hold, settle, send, keepMine, keepAnew, resume, lost, forget };
}
