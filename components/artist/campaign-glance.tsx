import { Section } from '@/components/ui/section';
import type { Phase } from '@/lib/domain/phase';

/** Where a campaign is. */
export function CampaignGlance({ phase, address }: { phase: Phase; address: string }) {
  return (
    <Section title="The link" about={phase === 'draft' ? 'Nobody sees it until it is published.' : undefined}>
      <a href={address} className="min-h-11 content-center underline underline-offset-4 [overflow-wrap:anywhere]">
        {address}
      </a>
    </Section>
  );
}
