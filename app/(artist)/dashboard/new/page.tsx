import type { Metadata } from 'next';
import { StartForm } from '@/components/artist/editor/start-form';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { artistGate } from '@/lib/auth/gate';
import { mayAct } from '@/lib/domain/workspace';
import { begin } from './actions';

export const metadata: Metadata = { title: 'New campaign' };

/** Begins a campaign with a link or a code. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/new');
  const mayMake = mayAct(workspace.role, 'editor');
  return (
    <>
      <PageHead title="New campaign" />
      <Section
        title="Begin with the release"
        about={
          mayMake ? undefined : 'You can look at campaigns here, but not make one. An owner can make you an editor.'
        }
      >
        {mayMake && <StartForm action={begin} />}
      </Section>
    </>
  );
}
