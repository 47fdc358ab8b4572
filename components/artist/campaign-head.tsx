import { Badge } from '@/components/ui/badge';
import { PageHead } from '@/components/ui/page-head';
import { Tabs } from '@/components/ui/tabs';
import { PHASE_NAMES } from '@/lib/domain/desk-words';
import type { Phase } from '@/lib/domain/phase';
import { campaignTabs } from './campaign-tabs';
import { Cover } from './cover';

type CampaignHeadProps = {
  slug: string;
  title: string;
  artist: string;
  /** "11 December 2026" */ date: string;
  phase: Phase;
  artwork: string | null;
  placeholder: string;
};

/** The top of every screen of one campaign: which it is, where it stands, and the other screens. */
export function CampaignHead({ slug, title, artist, date, phase, artwork, placeholder }: CampaignHeadProps) {
  return (
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
      <Tabs label="Campaign" tabs={campaignTabs(slug)} />
    </div>
  );
}
