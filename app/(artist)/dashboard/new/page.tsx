import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { artistGate } from '@/lib/auth/gate';

export const metadata: Metadata = { title: 'New campaign' };

/** How the operator makes a campaign for this workspace. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/new');
  return (
    <>
      <PageHead title="New campaign" />
      <Section
        title="Made on the operator’s command line"
        about="Whoever runs this Upbeat stores the campaign from a file and gives it to this workspace. Send them this line with it:"
      >
        <code className="bg-sheet p-3 text-small select-all [overflow-wrap:anywhere]">
          npm run campaign -- create campaign.json --workspace {workspace.id}
        </code>
      </Section>
    </>
  );
}
