'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { lengthIn } from '@/lib/domain/share-texts';
import { CopyButton } from './copy-button';
import { SendButton } from './send-button';
import type { ShareChannel } from './share-view';

/** The text for one channel, to be changed before it is copied. It is kept nowhere: what counts is what gets posted. */
export function ReadyText({ channel, title }: { channel: ShareChannel; title: string }) {
  const [text, setText] = useState(channel.text);
  const id = useId();
  const length = lengthIn(channel, text, channel.address);
  const isLong = channel.limit !== null && length > channel.limit;
  const count = channel.limit === null ? `${length} characters` : `${length} of ${channel.limit} characters`;
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        Text for <bdi>{channel.name}</bdi>
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={4}
        className="input"
        value={text}
        onChange={event => setText(event.target.value)}
        aria-invalid={isLong || undefined}
        aria-describedby={`${id}-count`}
      />
      <p id={`${id}-count`} className={isLong ? 'field-error' : 'field-hint'}>
        {isLong ? `${count}: shorten it, or it will be cut.` : count}
        {!text.includes(channel.address) && ' The link is not in it.'}
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy the text" full={`Copy the text: ${channel.name}`} />
        <SendButton share={{ title, text }} label="Share …" full={`Share … the text: ${channel.name}`} />
        {text !== channel.text && (
          <Button look="quiet" onClick={() => setText(channel.text)}>
            As it was
          </Button>
        )}
      </div>
    </div>
  );
}
