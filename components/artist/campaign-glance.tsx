import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import type { Phase } from '@/lib/domain/phase';
import type { PresaveState } from '@/lib/domain/presave-state';

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
  phase: Phase;
  address: string;
  presaves: readonly { state: PresaveState; n: number }[];
};

const figures = new Intl.NumberFormat('en-GB');

/** One campaign on one screen. */
export function CampaignGlance({ phase, address, presaves }: CampaignGlanceProps) {
  return (
    <>
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
