import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MessagePage } from '@/components/fan/message-page';
import { PassPage } from '@/components/fan/pass-page';
import { log } from '@/lib/log';
import { loadPass } from './load';

export const dynamic = 'force-dynamic';
// Its headers (next.config.ts) keep the address from caches, from crawlers and from every site a link here leads to.
export const metadata: Metadata = { title: 'Your pre-save', robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The fan's pass: what was asked for, what is held and until when, what happened, and the way to take it back. */
export default async function Page({ params, searchParams }: Props) {
  const { token } = await params;
  const found = await loadPass(token, 'fresh' in (await searchParams)).then(
    pass => ({ kind: 'read', pass }) as const,
    (error: unknown) => {
      // Thrown on, its message would be logged, and that holds what was asked for.
      log.error('pass.load', error);
      return { kind: 'away' } as const;
    },
  );
  if (found.kind === 'away') return <Away />;
  if (!found.pass) notFound();
  return <PassPage pass={found.pass} />;
}

function Away() {
  return (
    <MessagePage heading="Your pass is still yours" sleeve="One more bar" way={{ href: '', label: 'Look again' }}>
      <p>We could not reach our database just now, so we cannot show it. Nothing about it has changed.</p>
      <p>Look again in a minute.</p>
    </MessagePage>
  );
}
