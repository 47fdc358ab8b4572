import type { Metadata } from 'next';
import { MessagePage } from '@/components/fan/message-page';

export const metadata: Metadata = {
  title: { absolute: 'Upbeat, the link before the release' },
  description: 'One address for a release: pre-save before it is out, listen from the moment it is.',
};

/** What Upbeat is, for whoever cuts the address down to its root. */
export default function Home() {
  return (
    <MessagePage heading="The link before the release" sleeve="One, two, three, and">
      <p>
        In music, the upbeat is the note before the first strong beat. Here it is one address for a release: pre-save
        buttons before it is out, the listening page from the moment it is.
      </p>
      <section aria-labelledby="fans">
        <h2 id="fans">If you listen</h2>
        <p>
          Tap your service once and find the music on it when it comes out where you are. No account, no e-mail. One
          permission, destroyed as soon as it has been used.
        </p>
      </section>
      <section aria-labelledby="artists">
        <h2 id="artists">If you make the music</h2>
        <p>
          One link for every bio, story and poster. It turns over by itself, territory by territory, and each pre-save
          is accounted for.
        </p>
        <a href="/sign-in" className="inline-flex min-h-12 items-center font-semibold underline underline-offset-4">
          Make one, or sign in
        </a>
      </section>
    </MessagePage>
  );
}
