'use client';

import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import type { Dsp } from '@/lib/domain/dsp';
import type { OwnTrial } from '@/lib/domain/preflight';
import { dayMoment, zoneWords } from '@/lib/domain/release-words';
import { useZone } from '../day/use-clock';
import { SIGNS } from './signs';
import { Told } from './told';

export type OwnAccountView = {
  dsp: Dsp;
  name: string;
  /** so many accounts are served by this app, and no others; null: every account */ listed: number | null;
  /** the link of a release that is out, to try it with */ release: string | null;
  last: OwnTrial | null;
};

/** How the last try ended before anything was tried. */
export type TrialEnd = 'declined' | 'interrupted' | null;

const ENDS: Record<NonNullable<TrialEnd>, string> = {
  declined: 'You said no, so nothing was tried and nothing is kept.',
  interrupted: 'The permission did not come back as it was asked for, so nothing was tried. Start it again.',
};

type OwnAccountProps = {
  slug: string;
  accounts: readonly OwnAccountView[];
  ended: TrialEnd;
  mayRun: boolean;
  action: FormAction;
};

/** A real save and its removal, with the account of whoever agrees: on the way that fans go. */
export function OwnAccount({ slug, accounts, ended, mayRun, action }: OwnAccountProps) {
  if (accounts.length === 0) return null;
  return (
    <div id="own-account" className="scroll-mt-24">
      <Section
        title="A real save, with your own account"
        about="The service asks you as it asks a fan, and once more: to look into your library, which no fan is asked. One release is saved, looked for, taken out again and looked for again. What you had before stays as it is, and nothing of the permission is kept."
      >
        {ended && <Status tone="warn">{ENDS[ended]}</Status>}
        {accounts.map(account => (
          <Account key={account.dsp} slug={slug} account={account} mayRun={mayRun} action={action} />
        ))}
      </Section>
    </div>
  );
}

type AccountProps = { slug: string; account: OwnAccountView; mayRun: boolean; action: FormAction };

function Account({ slug, account: { dsp, name, listed, release, last }, mayRun, action }: AccountProps) {
  const zone = useZone();
  return (
    <div className="grid max-w-[65ch] gap-4">
      {last && (
        <div className="grid gap-1.5">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{name}</span>
            <Badge tone={SIGNS[last.found.state].tone}>{SIGNS[last.found.state].word}</Badge>
          </p>
          <Told finding={{ fanSees: null, mend: null, ...last.found }} />
          <p className="text-small text-muted">
            {dayMoment(last.at, zone)}. {zoneWords(zone)}
          </p>
        </div>
      )}
      {mayRun ? (
        <Form action={action} className="grid gap-3" label={`Try a save on ${name}`}>
          <input type="hidden" name="slug" value={slug} />
          <input type="hidden" name="dsp" value={dsp} />
          <input type="hidden" name="zone" value={zone ?? ''} />
          <TextField
            name="link"
            label={`A release that is out on ${name}`}
            hint={`Any album or track that you have not saved yourself; it need not be yours.${
              listed === null ? '' : ` Your account has to be one of the ${listed} on the app’s list.`
            }`}
            defaultValue={release ?? ''}
            inputMode="url"
            dir="ltr"
          />
          <div>
            <Button type="submit" busy={`Leading to ${name} …`}>
              {last ? `Try it again on ${name}` : `Try it on ${name}`}
            </Button>
          </div>
        </Form>
      ) : (
        <p className="text-muted">An owner or an editor of this workspace can try it with their own account.</p>
      )}
    </div>
  );
}
