import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PassPage } from '@/components/fan/pass-page';
import { loadPass } from './load';

export const dynamic = 'force-dynamic';
// `strict-origin`: the address stays here, and the form still says where it comes from, which the server wants to know.
export const metadata: Metadata = {
  title: 'Your pre-save',
  robots: { index: false, follow: false },
  referrer: 'strict-origin',
};

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The fan's pass: what was asked for, what is held and until when, what happened, and the way to take it back. */
export default async function Page({ params, searchParams }: Props) {
  const { token } = await params;
  const pass = await loadPass(token, 'fresh' in (await searchParams));
  if (!pass) notFound();
  return <PassPage pass={pass} />;
}
