import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Door } from '@/components/artist/door';
import { ProviderButtons } from '@/components/artist/provider-buttons';
import { SignInForm } from '@/components/artist/sign-in-form';
import { signInProblem } from '@/components/artist/sign-in-problem';
import { Status } from '@/components/ui/status';
import { offeredProviders } from '@/lib/auth/artist-providers';
import { currentUser } from '@/lib/auth/gate';
import { ownPath } from '@/lib/domain/sign-in';
import { env } from '@/lib/env';
import { sendLink } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where artists sign in. Who has signed in already is sent on. */
export default async function Page({ searchParams }: Props) {
  const { next, problem } = await searchParams;
  const onwards = ownPath(typeof next === 'string' ? next : null);
  if (await currentUser()) redirect(onwards);
  const words = signInProblem(problem);
  return (
    <Door title="Sign in">
      {words && <Status tone="warn">{words}</Status>}
      <SignInForm action={sendLink} next={onwards} signUp={env().signUp} />
      <ProviderButtons providers={offeredProviders(env().signIn)} next={onwards} />
    </Door>
  );
}
