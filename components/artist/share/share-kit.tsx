import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { ChannelRow } from './channel-row';
import { CopyButton } from './copy-button';
import { QrCode } from './qr-code';
import { SendButton } from './send-button';
import type { ShareView } from './share-view';

/** What an editor may do. */
export type ShareActions = { add: FormAction; remove: FormAction };

type ShareKitProps = { view: ShareView; /** null: the reader only looks */ actions: ShareActions | null };

/** Everything with which a campaign is put in front of people. */
export function ShareKit({ view, actions }: ShareKitProps) {
  const { slug, title, phase, address, channels } = view;
  return (
    <>
      <Section title="The link" about="One address, before the release and after it.">
        {phase === 'draft' && (
          <Status tone="warn">Not public yet: whoever opens it finds nothing until the campaign is published.</Status>
        )}
        {phase === 'ended' && <Status tone="warn">This campaign has ended, and its page says so.</Status>}
        <div className="grid gap-3">
          <p className="text-lead font-semibold [overflow-wrap:anywhere]">{address.replace(/^https?:\/\//, '')}</p>
          <div className="flex flex-wrap gap-2">
            <CopyButton look="main" text={address} label="Copy the link" />
            <SendButton share={{ title, url: address }} label="Share …" />
          </div>
        </div>
      </Section>
      <QrCode view={view} />
      <Section
        title="Channels"
        about="An address for each place, so that the numbers say where fans came from. The text beside it is yours to change."
      >
        <ul className="grid">
          {channels.map(channel => (
            <ChannelRow
              key={channel.code}
              slug={slug}
              title={title}
              channel={channel}
              remove={actions?.remove ?? null}
            />
          ))}
        </ul>
        {actions ? (
          <div className="border-t border-line pt-4">
            <Form action={actions.add} className="grid max-w-96 gap-3" clears>
              <input type="hidden" name="slug" value={slug} />
              <TextField
                name="name"
                label="Another channel"
                placeholder="Release party flyer"
                hint="A place of your own: a blog, a flyer, a friend’s page."
                autoComplete="off"
              />
              <div>
                <Button type="submit" busy="Adding …">
                  Add the channel
                </Button>
              </div>
            </Form>
          </div>
        ) : (
          <p className="text-muted">An owner or an editor of this workspace can add channels.</p>
        )}
      </Section>
    </>
  );
}
