import { Badge } from '@/components/ui/badge';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { PHASE_NAMES } from '@/lib/domain/desk-words';
import type { Phase } from '@/lib/domain/phase';
import type { PresaveState } from '@/lib/domain/presave-state';
import { Cover } from './cover';

const STATES: Record<PresaveState, string> = {
  held: 'waiting for the release',
  saving: 'being saved',
  accepted: 'accepted, not yet checked',
  saved: 'in their library',
  needs_reconnect: 'have to renew',
  refused: 'refused by the service',
  withdrawn: 'withdrawn by the fan',
  expired: 'run out',
};

type CampaignGlanceProps = {
  title: string;
  artist: string;
  date: string;
  phase: Phase;
  address: string;
  artwork: string | null;
  placeholder: string;
  presaves: readonly { state: PresaveState; n: number }[];
};

const figures = new Intl.NumberFormat('en-GB');

/** One campaign on one screen. */
export function CampaignGlance({
  title,
  artist,
  date,
  phase,
  address,
  artwork,
  placeholder,
  presaves,
}: CampaignGlanceProps) {
  return (
    <>
      <div className="grid gap-4">
        <div className="flex items-center gap-4">
          <Cover src={artwork} placeholder={placeholder} title={title} />
          <p className="grid min-w-0 justify-items-start gap-1">
            <bdi className="max-w-full truncate text-lead font-semibold">{artist}</bdi>
            <span className="flex flex-wrap items-center gap-x-2 text-small">
              <Badge tone={phase === 'draft' ? 'plain' : 'strong'}>{PHASE_NAMES[phase]}</Badge>
              {date}
            </span>
          </p>
        </div>
        <PageHead title={title} />
      </div>
      <Section title="The link" about={phase === 'draft' ? 'Nobody sees it until it is published.' : undefined}>
        <a href={address} className="min-h-11 content-center underline underline-offset-4 [overflow-wrap:anywhere]">
          {address}
        </a>
      </Section>
      <Section title="Pre-saves" about={presaves.length === 0 ? 'None yet.' : undefined}>
        <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
          {presaves.map(({ state, n }) => (
            <Stat key={state} value={figures.format(n)} label={STATES[state]} />
          ))}
        </div>
      </Section>
    </>
  );
}
