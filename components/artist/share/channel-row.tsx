'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { CopyButton } from './copy-button';
import { ReadyText } from './ready-text';
import type { ShareChannel } from './share-view';

type ChannelRowProps = { slug: string; title: string; channel: ShareChannel; remove: FormAction | null };

/** One place the link is put: its address by one tap, its text by another. */
export function ChannelRow({ slug, title, channel, remove }: ChannelRowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { name, address } = channel;
  return (
    <li className="grid gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0">
        <p className="font-semibold [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-small text-muted" title={address}>
          {address.replace(/^https?:\/\//, '')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={address} label="Copy link" full={`Copy link: ${name}`} />
        <Button
          look="quiet"
          aria-label={`Text: ${name}`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          Text
        </Button>
        {channel.own && remove && <RemoveDialog slug={slug} channel={channel} action={remove} />}
      </div>
      <div id={id} hidden={!isOpen} className="col-span-full pb-2">
        <ReadyText key={channel.text} channel={channel} title={title} />
      </div>
    </li>
  );
}

type RemoveDialogProps = { slug: string; channel: ShareChannel; action: FormAction };

function RemoveDialog({ slug, channel: { code, name }, action }: RemoveDialogProps) {
  return (
    <Dialog
      opener={{ label: 'Remove', look: 'quiet', full: `Remove ${name}` }}
      title={`Take “${name}” off the list?`}
      stay="Keep it"
    >
      <p>Links that are out there go on working, and go on being counted under this name.</p>
      <Form action={action} className="grid gap-3" leaves>
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="code" value={code} />
        <Button type="submit" look="bad" busy="Removing …">
          Take it off
        </Button>
      </Form>
    </Dialog>
  );
}
