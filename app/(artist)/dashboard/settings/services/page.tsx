import type { Metadata } from 'next';
import { ServiceList } from '@/components/artist/services/service-list';
import { artistGate } from '@/lib/auth/gate';
import { deploymentOf } from '@/lib/domain/deployment';
import { standingOf } from '@/lib/domain/standing';
import { mayAct } from '@/lib/domain/workspace';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Services' };

/** What this deployment can do on each service, what is missing for more, and how to get it. */
export default async function Page() {
  const { workspace } = await artistGate('/dashboard/settings/services');
  return <ServiceList services={standingOf(deploymentOf(env()))} operator={mayAct(workspace.role, 'owner')} />;
}
