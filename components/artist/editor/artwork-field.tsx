'use client';

import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { shrinkPicture } from './shrink-picture';

type ArtworkFieldProps = {
  /** the draft's own address for its picture; null until it is kept */ address: string | null;
  /** what is shown before anything is uploaded */ shown: string | null;
  /** the service whose catalogue that is from, by name; null: the artist's own */ from: string | null;
  onChanged: () => void;
};

type Step =
  | { kind: 'still' }
  | { kind: 'sending'; share: number }
  | { kind: 'said'; tone: 'good' | 'bad'; words: string; again?: File };

type Answer = { kind: 'kept'; notes: string[] } | { kind: 'refused' | 'gone' | 'shut'; message?: string };

/** The cover: chosen, dragged or pasted. A photo from a phone is made smaller here, before it goes over the phone's network. */
export function ArtworkField({ address, shown, from, onChanged }: ArtworkFieldProps) {
  const [step, setStep] = useState<Step>({ kind: 'still' });
  const [picture, setPicture] = useState(shown);
  const [over, setOver] = useState(false);
  const sent = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const send = async (file: File | undefined) => {
    if (!file || !address) return;
    setStep({ kind: 'sending', share: 0 });
    const answer = await upload(address, await shrinkPicture(file), share => setStep({ kind: 'sending', share }));
    if (answer.kind === 'kept') {
      sent.current += 1;
      setPicture(`${address}?${sent.current}`);
      setStep({ kind: 'said', tone: 'good', words: ['The artwork is in.', ...answer.notes].join(' ') });
      onChanged();
    } else if (answer.kind === 'gone') setStep({ kind: 'said', tone: 'bad', words: GONE });
    else if (answer.message) setStep({ kind: 'said', tone: 'bad', words: answer.message });
    else setStep({ kind: 'said', tone: 'bad', words: LOST, again: file });
  };
  const sendLatest = useRef(send);
  useEffect(() => {
    sendLatest.current = send;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (!file) return;
      event.preventDefault();
      void sendLatest.current(file);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  const remove = async () => {
    if (!address) return;
    const gone = await fetch(address, { method: 'DELETE' }).catch(() => null);
    if (!gone?.ok) return setStep({ kind: 'said', tone: 'bad', words: STAYS });
    setPicture(null);
    setStep({ kind: 'said', tone: 'good', words: 'The artwork is taken away.' });
    onChanged();
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };

  return (
    <div className="grid gap-3">
      <div
        className="artwork-drop"
        data-over={over || undefined}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {picture ? (
          <img src={picture} alt="The artwork" width={160} height={160} className="size-40 object-cover" />
        ) : (
          <span className="artwork-none" aria-hidden="true" />
        )}
        <div className="grid min-w-0 content-center justify-items-start gap-2">
          {picture && picture === shown && from && (
            <p>
              Cover from {from}’s catalogue. Your own file is usually larger: replace it here. Keep this one only where
              it is yours to use.
            </p>
          )}
          <input
            ref={input}
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
            className="sr-only"
            tabIndex={-1}
            aria-hidden="true"
            onChange={event => {
              void send(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button onClick={() => input.current?.click()}>
            {picture ? 'Choose another picture' : 'Choose a picture'}
          </Button>
          {picture && (
            <Button look="quiet" onClick={() => void remove()}>
              Take it away
            </Button>
          )}
          <p className="field-hint">Or drag it here, or paste it. JPEG, PNG or WebP, square, 1200 pixels or more.</p>
        </div>
      </div>
      <div role="status">
        {step.kind === 'sending' && (
          <label className="grid gap-1 text-small">
            Sending the picture
            <progress value={step.share} max={1} className="w-full" />
          </label>
        )}
        {step.kind === 'said' && <Status tone={step.tone}>{step.words}</Status>}
      </div>
      {step.kind === 'said' && step.again && (
        <div>
          <Button onClick={() => void send(step.again)}>Send the picture again</Button>
        </div>
      )}
    </div>
  );
}

const LOST = 'The picture did not reach us, and nothing was changed. Check your connection and send it again.';
const GONE = 'This draft is not here any more: somebody has finished it or thrown it away. Load the page again.';
const STAYS = 'That did not reach us, so the picture stays. Check your connection and try it again.';

/** `fetch` does not tell how far an upload is. */
function upload(address: string, file: Blob, onShare: (share: number) => void): Promise<Answer> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      try {
        resolve(JSON.parse(request.responseText) as Answer);
      } catch {
        resolve({ kind: 'refused' });
      }
    });
    request.addEventListener('error', () => resolve({ kind: 'refused' }));
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}
