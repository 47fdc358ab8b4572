import type { Metadata } from 'next';
import { Door } from '@/components/artist/door';
import { Button } from '@/components/ui/button';
import { ButtonWay } from '@/components/ui/way';
import { readLink } from '@/lib/auth/artist';
import { ownPath } from '@/lib/domain/sign-in';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the link in a mail leads. Only the button uses it up: programs that look into mails press none. */
export default async function Page({ searchParams }: Props) {
  const { token, next } = await searchParams;
  const given = typeof token === 'string' && token.length <= 200 ? token : '';
  const onwards = ownPath(typeof next === 'string' ? next : null);
  const address = given && (await readLink(given));
  if (!address)
    return (
      <Door title="This link no longer opens">
        <p>
          Each link opens once, within 15 minutes, and only the button counts as opening. Have a new one sent to you.
        </p>
        <ButtonWay href={`/sign-in?next=${encodeURIComponent(onwards)}`} look="main">
          Send me a new link
        </ButtonWay>
      </Door>
    );
  return (
    <Door title="Nearly there">
      <p className="[overflow-wrap:anywhere]">
        This signs you in as <strong>{address}</strong> in this browser.
      </p>
      <form method="post" action="/api/auth/confirm" className="grid gap-3">
        <input type="hidden" name="token" value={given} />
        <input type="hidden" name="next" value={onwards} />
        <Button type="submit" look="main">
          Sign in
        </Button>
      </form>
      <p className="text-muted">Is that not your address, or did you not ask for this? Then close this page.</p>
    </Door>
  );
}
