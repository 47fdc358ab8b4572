import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { OrderForm } from './order-form';

export type OrderActions = {
  duplicate: FormAction;
  archive: FormAction;
  restore: FormAction;
  end: FormAction;
  remove: FormAction;
};

type CampaignOrderProps = {
  slug: string;
  title: string;
  /** where its page is, without the scheme */ address: string;
  draft: boolean;
  ended: boolean;
  archived: boolean;
  /** what would go with it */ gone: { presaves: number; permissions: number };
  actions: OrderActions;
};

const figures = new Intl.NumberFormat('en-GB');
const many = (n: number, what: string) => `${figures.format(n)} ${what}${n === 1 ? '' : 's'}`;

/** What can be done with a campaign as a whole, the harmless first. */
export function CampaignOrder(props: CampaignOrderProps) {
  const { slug, archived, draft, ended, actions } = props;
  return (
    <>
      <Section
        title="Duplicate"
        about="Makes a draft with the same names, texts, date and look. Codes and service links stay behind, because they belong to this one release; so do fans and numbers."
      >
        <OrderForm slug={slug} action={actions.duplicate} label="Duplicate as a draft" busy="Duplicating …" />
      </Section>
      <Section
        title="Archive"
        about={
          archived
            ? 'It is in the archive. Its page, its pre-saves and its numbers go on as ever.'
            : 'Takes it out of the list. Its page, its pre-saves and its numbers go on as ever.'
        }
      >
        {archived ? (
          <OrderForm
            key="restore"
            slug={slug}
            action={actions.restore}
            label="Put it back into the list"
            busy="Putting back …"
          />
        ) : (
          <OrderForm key="archive" slug={slug} action={actions.archive} label="Archive it" busy="Archiving …" />
        )}
      </Section>
      {!draft && !ended && <EndSection {...props} />}
      <DeleteSection {...props} />
    </>
  );
}

function EndSection({ slug, address, gone, actions }: CampaignOrderProps) {
  return (
    <Section
      title="End"
      about="For a release that is not coming, or a page that has done its work. It cannot be taken back."
    >
      <div>
        <Dialog opener={{ label: 'End it …' }} title="End this campaign?" stay="Let it run">
          <ul className="grid list-disc gap-1.5 ps-5">
            <li>The page at {address} stays, and says that it has ended. Its listening links stay if it is out.</li>
            <li>
              {gone.permissions === 0
                ? 'No permission of a fan’s is held for it.'
                : `${many(gone.permissions, 'permission')} of fans ${gone.permissions === 1 ? 'is' : 'are'} destroyed: nothing more is saved for them, and their passes say so.`}
            </li>
            <li>You keep the numbers.</li>
          </ul>
          <OrderForm slug={slug} action={actions.end} label="End it for good" busy="Ending …" look="bad" leaves />
        </Dialog>
      </div>
    </Section>
  );
}

function DeleteSection({ slug, title, address, draft, gone, actions }: CampaignOrderProps) {
  return (
    <Section title="Delete" about="Everything goes, the numbers as well. It cannot be taken back.">
      <div>
        <Dialog opener={{ label: 'Delete it …', look: 'bad' }} title="Delete this campaign?" stay="Keep it">
          <ul className="grid list-disc gap-1.5 ps-5">
            <li>
              {gone.presaves === 0
                ? 'No fan has pre-saved.'
                : `${many(gone.presaves, 'pre-save')} and ${many(gone.permissions, 'permission')} of fans are destroyed. Nothing more is saved for them, and their passes say that it is gone. What is in their libraries stays there.`}
            </li>
            {!draft && (
              <li>
                {address} leads nowhere from now on. Nobody else can take the address; you can use it for another
                release.
              </li>
            )}
            <li>Who deleted it, and when, stays in the log.</li>
          </ul>
          <OrderForm slug={slug} action={actions.remove} label="Delete for good" busy="Deleting …" look="bad">
            <TextField
              name="title"
              label="Type its title to go on"
              hint={<bdi className="[overflow-wrap:anywhere]">{title}</bdi>}
              autoComplete="off"
              required
            />
          </OrderForm>
        </Dialog>
      </div>
    </Section>
  );
}
